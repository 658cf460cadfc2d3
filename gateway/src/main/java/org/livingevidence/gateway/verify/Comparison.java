package org.livingevidence.gateway.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.verify.HeldContent.Held;
import org.livingevidence.outbox.OwnedContent;

/// Compares some aggregates of one type as the owner has them and as the gateway holds them.
final class Comparison {
  private Comparison() {}

  /// @param owned what the owner has of a range or a set of ids
  /// @param held what the gateway holds of the same
  /// @return the differences by id
  static Map<String, Drift> compare(
      Source source, List<OwnedContent.Item> owned, Map<String, Held> held) {
    Map<String, OwnedContent.Item> items = new HashMap<>();
    owned.forEach(item -> items.put(item.id(), item));
    Set<String> ids = new HashSet<>(items.keySet());
    ids.addAll(held.keySet());
    Map<String, Drift> drift = new TreeMap<>();
    for (String id : ids) {
      Drift one = compare(source, id, items.get(id), held.get(id));
      if (one != null) {
        drift.put(id, one);
      }
    }
    return drift;
  }

  private static @Nullable Drift compare(
      Source source, String id, OwnedContent.@Nullable Item owned, @Nullable Held held) {
    boolean there = owned != null && !owned.deleted();
    boolean here = held != null && !held.deleted();
    if (!there && !here) {
      return null;
    }
    if (owned == null || !there) {
      return drift("ghost", source, id, "The owner does not have it.");
    }
    if (owned.hash() == null) {
      return drift("unreadable", source, id, "The owner cannot read its own state.");
    }
    if (held == null || !here) {
      return drift("missing", source, id, "The owner has it at version " + owned.version() + ".");
    }
    if (held.version() != owned.version() || !held.dataSchema().equals(owned.dataSchema())) {
      return drift(
          "version",
          source,
          id,
          "Version %d of %s is held, the owner has %d of %s."
              .formatted(held.version(), held.dataSchema(), owned.version(), owned.dataSchema()));
    }
    if (!held.hash().equals(owned.hash())) {
      return drift(
          "content",
          source,
          id,
          "Version %d has the hash %s here and %s at its owner."
              .formatted(held.version(), held.hash(), owned.hash()));
    }
    if (held.altered()) {
      return drift(
          "altered",
          source,
          id,
          "What is stored has the hash %s, it came with %s.".formatted(held.stored(), held.hash()));
    }
    return null;
  }

  private static Drift drift(String kind, Source source, String id, String detail) {
    return new Drift(kind, source.type(), id, detail);
  }
}
