package org.livingevidence.gateway.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.livingevidence.outbox.EventEnvelope;

/// What one event, or one step of other work, did to conditions; not yet given a position.
///
/// @param kind its strongest effect
/// @param changedPaths as in [ChangeRow]
/// @param cause as in [ChangeRow]
/// @param conditions ids of the conditions affected; an effect on none is no change
public record Effect(
    ChangeKind kind, List<String> changedPaths, JsonNode cause, Set<String> conditions) {
  public Effect {
    changedPaths = List.copyOf(changedPaths);
    conditions = Set.copyOf(conditions);
  }

  /// The cause that names an event, and the trace that it goes on, if there is one.
  public static ObjectNode cause(EventEnvelope event) {
    ObjectNode cause = named(event);
    return event.traceparent() == null ? cause : cause.put("traceparent", event.traceparent());
  }

  private static ObjectNode named(EventEnvelope event) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", event.type())
        .put("subject", event.subject())
        .put("version", event.version())
        .put("id", event.id().toString())
        .put("source", event.source())
        .put("time", event.time().toString());
  }
}
