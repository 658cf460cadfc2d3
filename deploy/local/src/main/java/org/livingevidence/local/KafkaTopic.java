package org.livingevidence.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// A topic as the contracts name it.
///
/// @param config Kafka's topic settings
public record KafkaTopic(String name, int partitions, Map<String, String> config) {
  public KafkaTopic {
    if (name.isBlank() || partitions < 1) {
      throw new IllegalArgumentException("a topic has a name and at least one partition: " + name);
    }
    config = Map.copyOf(config);
  }

  /// A compacted topic with the broker's time on every record, as all topics of state are.
  public static KafkaTopic compacted(String name, int partitions) {
    return new KafkaTopic(
        name,
        partitions,
        Map.of(
            "cleanup.policy", "compact",
            "message.timestamp.type", "LogAppendTime",
            "delete.retention.ms", "2678400000",
            "max.message.bytes", "2097152"));
  }

  /// All topics of `contracts/kafka-topics.json`, read from the classpath.
  public static List<KafkaTopic> contracts() {
    try (InputStream file = KafkaTopic.class.getResourceAsStream("/contracts/kafka-topics.json")) {
      if (file == null) {
        throw new IllegalStateException("contracts/kafka-topics.json is not on the classpath");
      }
      return new ObjectMapper().readValue(file, new TypeReference<List<KafkaTopic>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("contracts/kafka-topics.json could not be read", e);
    }
  }
}
