package org.livingevidence.drugs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Decides where the reading of a partition goes on, and reads it whole where it cannot: at first,
/// when the topic is another one than before, when the stored offset lies outside the log, and when
/// so much time lies between what was read last and what is there now that deletions may have been
/// compacted away in between (by the broker's times alone; no clock of ours decides).
@ApplicationScoped
class WholeReading {
  private static final Logger LOG = Logger.getLogger(WholeReading.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ADMIN_SECONDS = 30;

  private final TopicCopy copy;
  private final TopicConfig config;
  private final Map<String, Object> settings;

  WholeReading(
      TopicCopy copy,
      TopicConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.copy = copy;
    this.config = config;
    this.settings =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "none",
            "enable.auto.commit", "false");
  }

  /// The offset to go on from, for each partition.
  Map<TopicPartition, Long> whereToGoOn(Collection<TopicPartition> partitions) {
    var offsets = new HashMap<TopicPartition, Long>();
    if (partitions.isEmpty()) {
      return offsets;
    }
    String topicId = topicId();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (var partition : partitions) {
        var place = copy.place(partition.partition());
        String reason =
            place == null ? "first reading" : broken(consumer, partition, place, topicId);
        offsets.put(
            partition,
            reason == null && place != null
                ? place.nextOffset()
                : readWhole(consumer, partition, topicId, String.valueOf(reason)));
      }
    }
    return offsets;
  }

  private @Nullable String broken(
      Consumer<?, ?> consumer, TopicPartition partition, TopicStore.Place place, String topicId) {
    if (!place.topicId().equals(topicId)) {
      return "the topic was created anew";
    }
    long first = offset(consumer.beginningOffsets(List.of(partition)), partition);
    long end = offset(consumer.endOffsets(List.of(partition)), partition);
    if (place.nextOffset() < first || place.nextOffset() > end) {
      return "the stored offset lies outside the log";
    }
    long kept = place.lastBrokerTime().toInstant().plus(config.deletionsKept()).toEpochMilli();
    var later = consumer.offsetsForTimes(Map.of(partition, kept)).get(partition);
    return later != null && later.offset() >= place.nextOffset()
        ? "deletions may have been compacted away"
        : null;
  }

  private long readWhole(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, String topicId, String reason) {
    LOG.infof("Topics read whole: partition=%d reason=%s", partition.partition(), reason);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = offset(consumer.endOffsets(List.of(partition)), partition);
    Set<String> seen = new HashSet<>();
    long brokerTime = 0;
    while (consumer.position(partition) < end) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      for (var record : records) {
        brokerTime = Math.max(brokerTime, record.timestamp());
        if (record.key() != null) {
          seen.add(new String(record.key(), UTF_8));
        }
      }
      if (!records.isEmpty()) {
        copy.apply(records);
      }
    }
    long next = consumer.position(partition);
    copy.complete(partition.partition(), topicId, next, brokerTime, seen);
    return next;
  }

  private String topicId() {
    try (var admin = Admin.create(settings)) {
      var topics =
          admin
              .describeTopics(List.of(config.topic()))
              .allTopicNames()
              .get(ADMIN_SECONDS, TimeUnit.SECONDS);
      return topics.values().iterator().next().topicId().toString();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka does not describe the topic " + config.topic(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for " + config.topic(), e);
    }
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    Long offset = offsets.get(partition);
    if (offset == null) {
      throw new IllegalStateException("Kafka gives no offset for " + partition);
    }
    return offset;
  }
}
