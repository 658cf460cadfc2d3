package org.livingevidence.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.NullUnmarked;

/// What the relay's Kafka clients have in common.
final class KafkaSettings {
  private KafkaSettings() {}

  /// The settings among `all` that a kind of client knows, so that it does not warn of the others.
  static Map<String, Object> only(Map<String, Object> all, Set<String> known) {
    Map<String, Object> settings = new HashMap<>(all);
    settings.keySet().retainAll(known);
    return settings;
  }

  /// A record without a value.
  @NullUnmarked // Kafka's classes do not say that a value may be null; a tombstone's is
  static ProducerRecord<String, byte[]> tombstone(String topic, String key, Headers headers) {
    return new ProducerRecord<>(topic, null, null, key, null, headers);
  }
}
