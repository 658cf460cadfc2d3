package org.livingevidence.drugs.topic;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How conditions stand to each other: which are the same in two schemes, and which is broader.
/// Holds what lies above the topics that it was made of.
public final class Kinship {
  /// A topic's own word on its place.
  ///
  /// @param treeNumbers `C16.320.382.500` lies under `C16.320.382`
  public record Place(
      String id,
      List<String> sameAs,
      List<String> broader,
      List<String> narrower,
      List<String> treeNumbers) {}

  private final Map<String, Set<String>> same = new HashMap<>();
  private final Map<String, Set<String>> above = new HashMap<>();
  private final Map<String, Set<String>> allSame = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> allAbove = new ConcurrentHashMap<>();

  /// @param places of the topics in question and of all that lie above them
  public Kinship(Collection<Place> places) {
    Map<String, Set<String>> byNumber = new HashMap<>();
    for (var place : places) {
      place.treeNumbers.forEach(number -> put(byNumber, number, place.id));
    }
    for (var place : places) {
      for (String other : place.sameAs) {
        put(same, place.id, other);
        put(same, other, place.id);
      }
      place.broader.forEach(broader -> put(above, place.id, broader));
      place.narrower.forEach(narrower -> put(above, narrower, place.id));
      for (String number : place.treeNumbers) {
        int dot = number.lastIndexOf('.');
        if (dot > 0) {
          byNumber
              .getOrDefault(number.substring(0, dot), Set.of())
              .forEach(parent -> put(above, place.id, parent));
        }
      }
    }
  }

  private static void put(Map<String, Set<String>> map, String key, String value) {
    map.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(value);
  }

  /// True for one topic, and for two that are exactly the same.
  public boolean isSame(String one, String other) {
    return one.equals(other)
        || allSame.computeIfAbsent(one, id -> closure(id, Map.of())).contains(other);
  }

  /// True when `one` lies above `other`.
  public boolean isBroader(String one, String other) {
    return !isSame(one, other)
        && allAbove.computeIfAbsent(other, id -> closure(id, above)).contains(one);
  }

  private Set<String> closure(String from, Map<String, Set<String>> up) {
    Set<String> seen = new HashSet<>(Set.of(from));
    var open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String id = open.pop();
      for (var map : List.of(same, up)) {
        for (String next : map.getOrDefault(id, Set.of())) {
          if (seen.add(next)) {
            open.add(next);
          }
        }
      }
    }
    return seen;
  }
}
