package org.livingevidence.local;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/// How many records the gateway's projector has not applied yet, by the offsets that it commits to
/// Kafka as a hint.
///
/// @param ports of the stack
record ProjectorLag(StackPorts ports) {
  private static final String GROUP = "living-evidence-gateway";

  /// In words.
  String text() {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.kafka(),
                "default.api.timeout.ms",
                "15000",
                "request.timeout.ms",
                "14000"))) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(GROUP)
              .partitionsToOffsetAndMetadata()
              .get(15, TimeUnit.SECONDS);
      if (committed.isEmpty()) {
        return "has not told how far it is";
      }
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      committed.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          admin
              .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
              .all()
              .get(15, TimeUnit.SECONDS);
      long behind = 0;
      for (var entry : ends.entrySet()) {
        OffsetAndMetadata position = committed.get(entry.getKey());
        behind +=
            Math.max(0, entry.getValue().offset() - (position == null ? 0 : position.offset()));
      }
      return behind == 0
          ? "up to date"
          : String.format(Locale.ROOT, "%d records of the log behind", behind);
    } catch (ExecutionException | TimeoutException e) {
      return "Kafka did not tell how far it is";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
