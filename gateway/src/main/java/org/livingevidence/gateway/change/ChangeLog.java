package org.livingevidence.gateway.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives effects their positions.
public final class ChangeLog {
  private ChangeLog() {}

  /// One change per effect; in a bulk, the effects that may share a position become one change per
  /// kind, so that a bulk load moves each condition at most once per batch and kind.
  ///
  /// @param effects in the order in which they happened; those on no condition are left out
  /// @param position the last one given out
  /// @param bulkFrom how many effects make a bulk
  /// @return the changes, from `position + 1` on without a gap
  public static List<ChangeRow> assign(
      List<Effect> effects, long position, Instant at, int bulkFrom) {
    List<Effect> effective = effects.stream().filter(e -> !e.conditions().isEmpty()).toList();
    List<Effect> single = effective.size() < bulkFrom ? effective : merged(effective);
    List<ChangeRow> rows = new ArrayList<>(single.size());
    long next = position;
    for (Effect effect : single) {
      rows.add(
          new ChangeRow(
              ++next,
              at,
              effect.kind(),
              effect.changedPaths(),
              effect.cause(),
              effect.conditions().stream().sorted().toList()));
    }
    return rows;
  }

  /// A cause that is no event: `{name: value}`.
  public static JsonNode cause(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  private static List<Effect> merged(List<Effect> effects) {
    List<Effect> result = new ArrayList<>();
    Map<ChangeKind, List<Effect>> shared = new EnumMap<>(ChangeKind.class);
    for (Effect effect : effects) {
      if (effect.kind().sharesPosition()) {
        shared.computeIfAbsent(effect.kind(), kind -> new ArrayList<>()).add(effect);
      } else {
        result.add(effect);
      }
    }
    shared.forEach((kind, several) -> result.add(bulk(kind, several)));
    return result;
  }

  private static Effect bulk(ChangeKind kind, List<Effect> effects) {
    ObjectNode cause =
        JsonNodeFactory.instance.objectNode().put("bulk", true).put("events", effects.size());
    ArrayNode ids = cause.putArray("ids");
    Set<String> conditions = new HashSet<>();
    for (Effect effect : effects) {
      JsonNode id = effect.cause().path("id");
      if (id.isTextual()) {
        ids.add(id.textValue());
      }
      conditions.addAll(effect.conditions());
    }
    return new Effect(kind, List.of(), cause, conditions);
  }
}
