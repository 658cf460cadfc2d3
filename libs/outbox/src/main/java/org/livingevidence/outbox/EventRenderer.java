package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the event of an aggregate's state, or says why there can be none.
final class EventRenderer {
  private final String eventSource;
  private final EventSchemas schemas;
  private final int largest;

  EventRenderer(String eventSource, EventSchemas schemas, int largest) {
    this.eventSource = eventSource;
    this.schemas = schemas;
    this.largest = largest;
  }

  /// Either an event or a refusal.
  sealed interface Rendering {
    /// The event.
    record Ready(RenderedEvent event) implements Rendering {}

    /// The reason why there is none.
    record Refused(Refusal refusal) implements Rendering {}
  }

  /// @param state the aggregate's data as its source read them; null when it has none
  Rendering render(Pending pending, AggregateSource source, @Nullable JsonNode state) {
    if (!pending.deleted() && state == null) {
      return refused(pending, "the ledger says that it exists, its source does not");
    }
    JsonNode data = pending.deleted() || state == null ? deletion(pending.key().id()) : state;
    byte[] value;
    try {
      List<String> violations =
          pending.deleted() ? List.of() : schemas.violations(pending.key().type(), data);
      if (!violations.isEmpty()) {
        return refused(pending, "it breaks its contract: " + String.join("; ", violations));
      }
      value = CanonicalJson.bytes(data);
    } catch (RuntimeException e) {
      return refused(pending, "it could not be rendered: " + e);
    }
    if (value.length > largest) {
      return refused(
          pending,
          "its event has %d bytes, more than the %d of living-evidence.outbox.event-bytes"
              .formatted(value.length, largest));
    }
    String hash = ContentHash.ofCanonical(value);
    if (pending.version() == pending.publishedVersion()
        && source.dataSchema().equals(pending.publishedSchema())
        && !hash.equals(pending.publishedHash())) {
      return new Rendering.Refused(
          new Refusal(
              pending,
              true,
              "version %d was published with another content (hash %s, now %s)"
                  .formatted(pending.version(), pending.publishedHash(), hash)));
    }
    EventEnvelope envelope =
        new EventEnvelope(
            EventId.of(
                pending.key().type(),
                pending.deleted() ? Kind.DELETED : Kind.CHANGED,
                pending.key().id(),
                pending.version()),
            eventSource,
            pending.changedAt(),
            source.dataSchema(),
            pending.publishedVersion(),
            hash,
            pending.paths());
    return new Rendering.Ready(
        new RenderedEvent(
            pending, source.topic(), source.dataSchema(), hash, value, EventHeaders.of(envelope)));
  }

  private static Rendering refused(Pending pending, String reason) {
    return new Rendering.Refused(new Refusal(pending, false, reason));
  }

  /// The data of a deletion.
  static JsonNode deletion(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("deleted", true);
  }
}
