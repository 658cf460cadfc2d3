package org.livingevidence.drugs.topic;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Reads how conditions stand to each other from what this service keeps of the topics.
@ApplicationScoped
public class ConditionKin {
  private final KinStore store;

  ConditionKin(KinStore store) {
    this.store = store;
  }

  /// What lies above these topics. Works in the caller's transaction or without one.
  public Kinship of(Collection<String> ids) {
    Map<String, Kinship.Place> places = new HashMap<>();
    Set<String> asked = new HashSet<>(ids);
    Set<String> open = new HashSet<>(ids);
    Set<String> above = new HashSet<>();
    while (!open.isEmpty() || !above.isEmpty()) {
      Set<String> next = new HashSet<>();
      Set<String> numbers = new HashSet<>();
      for (var place : store.around(open, above)) {
        if (places.put(place.id(), place) == null) {
          next.add(place.id());
          next.addAll(place.sameAs());
          next.addAll(place.broader());
          place.treeNumbers().forEach(number -> numbers.addAll(above(number)));
        }
      }
      next.removeIf(id -> !asked.add(id));
      open = next;
      above = numbers;
    }
    return new Kinship(places.values());
  }

  /// `C16`, `C16.320` of `C16.320.382`.
  private static Set<String> above(String number) {
    Set<String> prefixes = new HashSet<>();
    int dot = number.lastIndexOf('.');
    while (dot > 0) {
      prefixes.add(number.substring(0, dot));
      dot = number.lastIndexOf('.', dot - 1);
    }
    return prefixes;
  }
}
