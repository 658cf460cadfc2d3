package org.livingevidence.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends events in Kafka transactions under one transactional id. Opening it fences every earlier
/// producer of that id, also one whose process was stopped and comes back: that is what makes a
/// zombie relay harmless.
final class EventProducer implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;

  /// Fences the predecessors; returns when their transactions are ended.
  ///
  /// @throws KafkaException when Kafka is away
  EventProducer(Map<String, Object> kafka, OutboxConfig config) {
    producer =
        new KafkaProducer<>(
            settings(kafka, config), new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  private static Map<String, Object> settings(Map<String, Object> kafka, OutboxConfig config) {
    Map<String, Object> settings = KafkaSettings.only(kafka, ProducerConfig.configNames());
    int timeout = Math.toIntExact(config.kafkaTimeout().toMillis());
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.transactionalId());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.transactionalId());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.eventBytes() + 128 * 1024);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) timeout);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 3 * timeout);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000L);
    return settings;
  }

  /// How an attempt to send a batch ended.
  sealed interface Result {
    /// All of it is committed; for each partition the offset after the last record.
    record Committed(Map<TopicPartition, Long> nextOffsets) implements Result {}

    /// None of it is: these events cannot be sent, for these reasons.
    record Rejected(Map<RenderedEvent, String> reasons) implements Result {}
  }

  /// Another relay has taken over; this one must not send any more.
  static final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FencedException(Throwable cause) {
      super("another relay has taken over", cause);
    }
  }

  /// Sends events in one transaction.
  ///
  /// @throws FencedException when another relay has taken over
  /// @throws KafkaException when Kafka failed; whether the batch is committed is then unknown, and
  ///     this producer is to be closed
  Result send(List<RenderedEvent> events) {
    Map<TopicPartition, Long> nextOffsets = new ConcurrentHashMap<>();
    Map<RenderedEvent, String> reasons = new ConcurrentHashMap<>();
    try {
      producer.beginTransaction();
      for (RenderedEvent event : events) {
        for (ProducerRecord<String, byte[]> sent : records(event)) {
          producer.send(
              sent,
              (metadata, failure) -> {
                if (failure == null) {
                  nextOffsets.merge(partition(metadata), metadata.offset() + 1, Math::max);
                } else if (fault(failure)) {
                  reasons.put(event, "Kafka refused it: " + failure.getMessage());
                }
              });
        }
      }
      producer.commitTransaction();
      return new Result.Committed(new HashMap<>(nextOffsets));
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new FencedException(e);
    } catch (KafkaException e) {
      if (e.getCause() instanceof ProducerFencedException
          || e.getCause() instanceof InvalidProducerEpochException) {
        throw new FencedException(e);
      }
      if (reasons.isEmpty()) {
        throw e;
      }
      producer.abortTransaction();
      return new Result.Rejected(Map.copyOf(reasons));
    }
  }

  private static List<ProducerRecord<String, byte[]>> records(RenderedEvent event) {
    String key = event.pending().key().id();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(2);
    records.add(
        new ProducerRecord<>(event.topic(), null, null, key, event.value(), event.headers()));
    if (event.deletion()) {
      records.add(KafkaSettings.tombstone(event.topic(), key, event.headers()));
    }
    return records;
  }

  private static TopicPartition partition(RecordMetadata metadata) {
    return new TopicPartition(metadata.topic(), metadata.partition());
  }

  /// Whether a failure is the record's own and would be the same at every attempt.
  private static boolean fault(Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof SerializationException
        || failure instanceof InvalidRecordException;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
