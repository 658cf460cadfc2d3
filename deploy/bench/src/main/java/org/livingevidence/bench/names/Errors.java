package org.livingevidence.bench.names;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// What went wrong how often, by kind of error.
final class Errors {
  private final Map<String, Map<String, Integer>> kinds = new TreeMap<>();

  void add(String kind, String what) {
    kinds.computeIfAbsent(kind, k -> new TreeMap<>()).merge(what, 1, Integer::sum);
  }

  /// @param most how many of each kind
  String worst(int most) {
    StringBuilder out = new StringBuilder();
    kinds.forEach(
        (kind, all) -> {
          int count = all.values().stream().mapToInt(Integer::intValue).sum();
          out.append("    ").append(kind).append(": ").append(count).append('\n');
          all.entrySet().stream()
              .sorted(
                  Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue())
                      .thenComparing(Map.Entry::getKey))
              .limit(most)
              .forEach(e -> out.append("      %4d  %s%n".formatted(e.getValue(), e.getKey())));
        });
    return out.toString();
  }
}
