package org.livingevidence.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// How far the readers' group is behind our topics, asked for in the background so that nobody
/// waits for the answer. The group's committed offsets are only a hint: none means no information.
final class LagWatch {
  private final Admin admin;
  private final String group;
  private final Set<String> topics;
  private final long limit;
  private final long intervalNanos;
  private final RelayMetrics metrics;
  private volatile long lag;
  private long askedAt;
  private boolean asked;

  LagWatch(Admin admin, OutboxConfig config, Set<String> topics, RelayMetrics metrics) {
    this.admin = admin;
    this.group = config.lagGroup();
    this.limit = config.lagLimit();
    this.intervalNanos = config.lagInterval().toNanos();
    this.topics = Set.copyOf(topics);
    this.metrics = metrics;
  }

  /// How long after a pause it pays to look again.
  Duration interval() {
    return Duration.ofNanos(intervalNanos);
  }

  /// Whether the group is so far behind that bulk work should wait.
  boolean behind() {
    if (limit <= 0) {
      return false;
    }
    long now = System.nanoTime();
    if (!asked || now - askedAt >= intervalNanos) {
      asked = true;
      askedAt = now;
      ask();
    }
    return lag > limit;
  }

  private void ask() {
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .whenComplete(
            (committed, failure) -> {
              if (failure == null) {
                askEnds(committed);
              }
            });
  }

  private void askEnds(Map<TopicPartition, OffsetAndMetadata> committed) {
    Map<TopicPartition, Long> known = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null && topics.contains(partition.topic())) {
            known.put(partition, offset.offset());
          }
        });
    if (known.isEmpty()) {
      report(0);
      return;
    }
    admin
        .listOffsets(
            List.copyOf(known.keySet()).stream()
                .collect(Collectors.toMap(partition -> partition, p -> OffsetSpec.latest())))
        .all()
        .whenComplete(
            (ends, failure) -> {
              if (failure == null) {
                report(
                    ends.entrySet().stream()
                        .mapToLong(
                            end ->
                                Math.max(
                                    0,
                                    end.getValue().offset() - known.getOrDefault(end.getKey(), 0L)))
                        .sum());
              }
            });
  }

  private void report(long records) {
    lag = records;
    metrics.lag(records);
  }
}
