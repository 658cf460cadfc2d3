package org.livingevidence.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.livingevidence.outbox.EventEnvelope;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.teststack.TopicReader;

/// Knows what must hold, and collects what does not.
final class Checker {
  private final Set<String> violations = new LinkedHashSet<>();
  private Map<Key, Held> lastSeen = Map.of();

  /// Looks at the view after a step: nothing in it goes back.
  void look(Map<Key, Held> view) {
    lastSeen.forEach(
        (key, before) -> {
          Held now = view.get(key);
          if (now == null) {
            violation("I14", "%s vanished from the view".formatted(key));
          } else if (now.version() < before.version()) {
            violation(
                "I14",
                "%s went back from %d to %d".formatted(key, before.version(), now.version()));
            if (before.deleted() && !now.deleted()) {
              violation("I10", "%s was deleted and came back".formatted(key));
            }
          } else if (now.version() == before.version() && !now.equals(before)) {
            violation("I2", "%s has two contents at version %d".formatted(key, now.version()));
          }
        });
    lastSeen = Map.copyOf(view);
  }

  /// Looks at all that was ever published.
  void log(World world, Set<String> refused) {
    for (String type : World.TOPICS.keySet()) {
      Map<Key, List<EventEnvelope>> byKey = new HashMap<>();
      Map<Key, Set<Integer>> partitions = new HashMap<>();
      for (ConsumerRecord<String, byte[]> record :
          TopicReader.readAll(world.bootstrapServers(), world.topic(type))) {
        EventEnvelope event = EventHeaders.parse(record.headers());
        Key key = new Key(type, record.key());
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
        partitions.computeIfAbsent(key, k -> new HashSet<>()).add(record.partition());
        if (refused.contains(event.contentHash())) {
          violation("I1", "%s was published with a content that was refused".formatted(key));
        }
      }
      byKey.forEach(this::order);
      partitions.forEach(
          (key, in) -> {
            if (in.size() > 1) {
              violation("I3", "%s lies in several partitions".formatted(key));
            }
          });
    }
  }

  private void order(Key key, List<EventEnvelope> events) {
    Map<Long, String> contents = new HashMap<>();
    long highest = 0;
    for (EventEnvelope event : events) {
      String known = contents.putIfAbsent(event.version(), event.contentHash());
      if (known == null && event.version() < highest) {
        violation(
            "I3", "%s: version %d first occurs after %d".formatted(key, event.version(), highest));
      }
      if (known != null && !known.equals(event.contentHash())) {
        violation("I2", "%s has two contents at version %d".formatted(key, event.version()));
      }
      highest = Math.max(highest, event.version());
    }
    if (events.getLast().version() < highest) {
      violation(
          "I3",
          "%s: the last record is version %d, not %d"
              .formatted(key, events.getLast().version(), highest));
    }
  }

  /// Compares the view with the owner's state when everything has come to rest.
  void rest(Map<Key, Held> owner, Map<Key, Held> view) {
    owner.forEach(
        (key, truth) -> {
          Held seen = view.get(key);
          if (truth.deleted() && (seen == null || !seen.deleted())) {
            if (seen != null) {
              violation("I10", "%s is deleted, and still in the view".formatted(key));
            }
          } else if (seen == null || !seen.hash().equals(truth.hash())) {
            violation("I5", "%s at version %d never arrived".formatted(key, truth.version()));
          }
        });
    view.forEach(
        (key, seen) -> {
          if (!seen.deleted() && !owner.containsKey(key)) {
            violation("I1", "%s is in the view and was never acknowledged".formatted(key));
          }
        });
  }

  void same(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      violation("I9", "%s differs:\n%s\n--- instead of ---\n%s".formatted(what, actual, expected));
    }
  }

  private void violation(String invariant, String what) {
    violations.add(invariant + ": " + what);
  }

  /// What was found so far, each with the number of its invariant.
  List<String> violations() {
    return List.copyOf(violations);
  }
}
