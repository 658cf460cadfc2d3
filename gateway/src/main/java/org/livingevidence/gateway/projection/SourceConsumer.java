package org.livingevidence.gateway.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the sources of one generation from the offsets that the store holds. Partitions are
/// assigned by hand: who reads is decided by the election, never by a rebalance. There is no
/// automatic reset: an offset that is gone is noticed.
final class SourceConsumer implements AutoCloseable {
  /// The group under which the live generation's offsets are shown to Kafka, as a hint for those
  /// who watch the lag. Nothing is ever read from them.
  static final String GROUP = "living-evidence-gateway";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, SourceOffset> offsets;

  SourceConsumer(
      Map<String, Object> kafka, int batchRecords, Map<TopicPartition, SourceOffset> offsets) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-projector");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchRecords);
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    // Below the session's timeout, so that a broker that is away does not cost the role.
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.offsets = new HashMap<>();
    assign(offsets.values());
  }

  /// What one poll brought.
  ///
  /// @param records in the order of the log within each partition
  /// @param offsets of the partitions that moved, once these records are applied
  record Polled(List<ConsumerRecord<byte[], byte[]>> records, List<SourceOffset> offsets) {
    boolean isEmpty() {
      return records.isEmpty();
    }
  }

  /// Reads every partition from its offset on; those already read go on where they are.
  void assign(Collection<SourceOffset> wanted) {
    Map<TopicPartition, SourceOffset> next =
        wanted.stream().collect(Collectors.toMap(SourceOffset::partition, o -> o));
    Set<TopicPartition> paused = consumer.paused();
    consumer.assign(next.keySet());
    next.forEach(
        (partition, offset) -> {
          SourceOffset known = offsets.get(partition);
          if (known == null || !known.equals(offset)) {
            consumer.seek(partition, offset.next());
          }
        });
    paused = paused.stream().filter(next::containsKey).collect(Collectors.toSet());
    consumer.pause(paused);
    offsets.clear();
    offsets.putAll(next);
  }

  /// Waits for records, at most so long.
  Polled poll(Duration wait) {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(wait);
    } catch (WakeupException e) {
      return new Polled(List.of(), List.of());
    }
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
    List<SourceOffset> moved = new ArrayList<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
      all.addAll(some);
      long time = some.getLast().timestamp();
      moved.add(
          offset(partition)
              .movedTo(consumer.position(partition), time < 0 ? null : Instant.ofEpochMilli(time)));
    }
    return new Polled(all, moved);
  }

  /// Records that a batch was applied.
  void applied(List<SourceOffset> moved) {
    moved.forEach(offset -> offsets.put(offset.partition(), offset));
  }

  /// Shows applied offsets to Kafka; nothing depends on whether that succeeds.
  void hint(List<SourceOffset> moved) {
    Map<TopicPartition, OffsetAndMetadata> shown =
        moved.stream()
            .collect(
                Collectors.toMap(
                    SourceOffset::partition, offset -> new OffsetAndMetadata(offset.next())));
    consumer.commitAsync(shown, null);
  }

  /// The offset that the next poll begins at; ahead of the applied one where nothing but the
  /// markers of transactions lies in between.
  long position(TopicPartition partition) {
    return consumer.position(partition);
  }

  /// Whether nothing more is known to lie in a partition.
  boolean atEnd(TopicPartition partition) {
    return consumer.currentLag(partition).orElse(1) == 0;
  }

  /// Whether nothing more is known to lie in any partition.
  boolean atEnd() {
    return offsets.keySet().stream().allMatch(this::atEnd);
  }

  /// Reads a partition again from an offset on.
  void rewind(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
  }

  /// Stops or resumes reading the partitions of a topic.
  void pause(String topic, boolean paused) {
    List<TopicPartition> partitions =
        offsets.keySet().stream().filter(partition -> partition.topic().equals(topic)).toList();
    if (paused) {
      consumer.pause(partitions);
    } else {
      consumer.resume(partitions);
    }
  }

  /// How many offsets each topic lies behind its end, where that is known without asking.
  Map<String, Long> lag() {
    Map<String, Long> lag = new HashMap<>();
    for (TopicPartition partition : offsets.keySet()) {
      long behind = consumer.currentLag(partition).orElse(0);
      lag.merge(partition.topic(), behind, Long::sum);
    }
    return lag;
  }

  /// Where each partition is read next.
  Map<TopicPartition, SourceOffset> offsets() {
    return Map.copyOf(offsets);
  }

  SourceOffset offset(TopicPartition partition) {
    SourceOffset offset = offsets.get(partition);
    if (offset == null) {
      throw new IllegalStateException("not reading " + partition);
    }
    return offset;
  }

  /// Ends a poll that waits; the one method for other threads.
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
