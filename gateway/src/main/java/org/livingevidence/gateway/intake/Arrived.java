package org.livingevidence.gateway.intake;

import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.EventEnvelope;

/// An event that was read.
///
/// @param <T> what of its data this source needs
/// @param envelope its headers
/// @param facts its data; null for a deletion and for the tombstone that follows one
/// @param topic the Kafka topic it came by
/// @param partition its partition
/// @param offset its offset
public record Arrived<T>(
    EventEnvelope envelope, @Nullable T facts, String topic, int partition, long offset) {
  /// The aggregate's id.
  public String id() {
    return envelope.subject();
  }

  /// Whether the aggregate is gone.
  public boolean deleted() {
    return facts == null;
  }
}
