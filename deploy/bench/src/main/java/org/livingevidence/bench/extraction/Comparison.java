package org.livingevidence.bench.extraction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts, field by field, what two readers of the same file say alike.
final class Comparison {
  private static final int SHOWN = 5;
  private static final int RARELY = 20;
  private static final int CONTEXT = 50;

  private final Map<String, List<String>> differences = new LinkedHashMap<>();
  private int records;

  Comparison() {
    Fields.NAMES.forEach(name -> differences.put(name, new ArrayList<>()));
  }

  void add(Fields ours, Fields theirs) {
    records++;
    for (int i = 0; i < Fields.NAMES.size(); i++) {
      Object mine = ours.values().get(i);
      Object other = theirs.values().get(i);
      if (!mine.equals(other)) {
        differences
            .computeIfAbsent(Fields.NAMES.get(i), name -> new ArrayList<>())
            .add(ours.pmid() + around(mine.toString(), other.toString()));
      }
    }
  }

  /// Both from a little before the first difference on.
  private static String around(String ours, String theirs) {
    int at = 0;
    while (at < Math.min(ours.length(), theirs.length()) && ours.charAt(at) == theirs.charAt(at)) {
      at++;
    }
    int from = Math.max(0, at - CONTEXT);
    return "\n    ours   "
        + ours.substring(from, Math.min(ours.length(), at + CONTEXT))
        + "\n    xtract "
        + theirs.substring(from, Math.min(theirs.length(), at + CONTEXT));
  }

  int records() {
    return records;
  }

  /// Whether each field is the same in nineteen records of twenty at least: what differs in more is
  /// no oddity of some records.
  boolean agrees() {
    return differences.values().stream().allMatch(found -> found.size() * RARELY <= records);
  }

  void print() {
    System.out.println("| field | identical | different |\n|---|---|---|");
    differences.forEach(
        (name, found) ->
            System.out.printf("| %s | %d | %d |%n", name, records - found.size(), found.size()));
    differences.forEach(
        (name, found) ->
            found.stream()
                .limit(SHOWN)
                .forEach(one -> System.out.println("  " + name + ": " + one)));
  }
}
