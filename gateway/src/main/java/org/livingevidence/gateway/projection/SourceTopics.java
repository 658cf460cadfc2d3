package org.livingevidence.gateway.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.livingevidence.gateway.intake.Source;

/// What Kafka says of the sources' topics, compared with what the store knows, so that records
/// which can no longer be read are noticed: a topic created anew, an offset beyond either end, a
/// pause longer than tombstones are kept. Compaction itself raises no error.
final class SourceTopics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final List<String> topics;
  private final Duration retentionMargin;

  SourceTopics(Map<String, Object> kafka, String prefix, Duration retentionMargin) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "gateway-sources");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.admin = Admin.create(settings);
    this.topics = Stream.of(Source.values()).map(source -> source.kafkaTopic(prefix)).toList();
    this.retentionMargin = retentionMargin;
  }

  /// What a comparison found.
  ///
  /// @param offsets where each partition is to be read from now
  /// @param changed those of them that differ from what was known
  /// @param losses what can no longer be read, in words; empty when nothing is lost
  record Findings(
      Map<TopicPartition, SourceOffset> offsets, List<SourceOffset> changed, List<String> losses) {}

  /// Compares topics, ids and ends.
  ///
  /// @throws KafkaException when Kafka does not answer, or a topic does not exist
  Findings compare(Map<TopicPartition, SourceOffset> known) {
    Map<String, TopicDescription> descriptions = get(admin.describeTopics(topics).allTopicNames());
    List<TopicPartition> partitions = new ArrayList<>();
    descriptions.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
    Map<TopicPartition, ListOffsetsResultInfo> beginnings =
        offsets(partitions, partition -> OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        offsets(partitions, partition -> OffsetSpec.latest());
    Map<TopicPartition, SourceOffset> next = new HashMap<>();
    List<SourceOffset> changed = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      TopicDescription description = require(descriptions, partition.topic());
      String topicId = description.topicId().toString();
      long beginning = require(beginnings, partition).offset();
      long end = require(ends, partition).offset();
      SourceOffset was = known.get(partition);
      SourceOffset is = was;
      if (was == null) {
        is = new SourceOffset(partition, topicId, beginning, null);
      } else if (!was.topicId().equals(topicId)) {
        losses.add("the topic " + partition.topic() + " was created anew");
        is = new SourceOffset(partition, topicId, beginning, null);
      } else if ((was.next() < beginning && was.lastBrokerTime() != null) || was.next() > end) {
        losses.add(
            partition + " holds offsets " + beginning + " to " + end + ", not " + was.next());
        is = new SourceOffset(partition, topicId, beginning, null);
      } else if (was.next() < beginning) {
        is = was.movedTo(beginning, null);
      }
      if (is != null) {
        next.put(partition, is);
        if (!is.equals(was)) {
          changed.add(is);
        }
      }
    }
    return new Findings(next, changed, losses.stream().distinct().toList());
  }

  /// Whether so much time was missed that deletions may have gone with their tombstones. Only the
  /// broker's times are compared: that of the last record read with that of the newest one there.
  ///
  /// @return in words, what may be lost
  List<String> missedDeletions(Map<TopicPartition, SourceOffset> known) {
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, Duration> retention = new HashMap<>();
    get(admin.describeConfigs(resources).all())
        .forEach(
            (resource, config) -> {
              ConfigEntry entry = config.get(TopicConfig.DELETE_RETENTION_MS_CONFIG);
              retention.put(resource.name(), Duration.ofMillis(Long.parseLong(entry.value())));
            });
    Map<TopicPartition, ListOffsetsResultInfo> newest =
        offsets(List.copyOf(known.keySet()), partition -> OffsetSpec.maxTimestamp());
    List<String> losses = new ArrayList<>();
    known.forEach(
        (partition, offset) -> {
          Instant last = offset.lastBrokerTime();
          ListOffsetsResultInfo info = newest.get(partition);
          if (last == null || info == null || info.offset() < offset.next()) {
            return;
          }
          Duration missed = Duration.between(last, Instant.ofEpochMilli(info.timestamp()));
          Duration bearable = require(retention, partition.topic()).minus(retentionMargin);
          if (missed.compareTo(bearable) > 0) {
            losses.add(partition + ": deletions of " + missed + " may be gone");
          }
        });
    return losses;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, Function<TopicPartition, OffsetSpec> spec) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, spec.apply(partition)));
    return get(admin.listOffsets(wanted).all());
  }

  private static <K, V> V require(Map<K, V> map, K key) {
    return Optional.ofNullable(map.get(key))
        .orElseThrow(() -> new KafkaException("Kafka did not answer for " + key));
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Kafka does not answer about the sources' topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking Kafka", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
