package org.livingevidence.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What the broker holds of our own topics.
final class TopicLog {
  private final Map<String, Object> kafka;
  private final Admin admin;
  private final Duration timeout;

  TopicLog(Map<String, Object> kafka, Admin admin, Duration timeout) {
    this.kafka = Map.copyOf(kafka);
    this.admin = admin;
    this.timeout = timeout;
  }

  /// A topic as the broker knows it.
  ///
  /// @param topicId its identity
  /// @param ends for each partition, the offset up to which committed records can be read; a
  ///     transaction whose commit was answered may not stand below it yet, since the markers are
  ///     written after the answer
  /// @param written for each partition, the offset after the last record of any kind
  record Description(String topicId, Map<Integer, Long> ends, Map<Integer, Long> written) {
    Description {
      ends = Map.copyOf(ends);
      written = Map.copyOf(written);
    }
  }

  /// Describes topics.
  ///
  /// @throws KafkaException when Kafka is away or a topic does not exist
  Map<String, Description> describe(Collection<String> topics) throws InterruptedException {
    Map<String, TopicDescription> described = await(admin.describeTopics(topics).allTopicNames());
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    described.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(
                    partition ->
                        latest.put(
                            new TopicPartition(topic, partition.partition()),
                            OffsetSpec.latest())));
    // The committed ends first: what is written never lies below them.
    var ends = ends(latest, IsolationLevel.READ_COMMITTED);
    var written = ends(latest, IsolationLevel.READ_UNCOMMITTED);
    Map<String, Description> result = new HashMap<>();
    described.forEach(
        (topic, description) ->
            result.put(
                topic,
                new Description(
                    description.topicId().toString(),
                    ends.getOrDefault(topic, Map.of()),
                    written.getOrDefault(topic, Map.of()))));
    return result;
  }

  /// The end offsets by topic and partition.
  private Map<String, Map<Integer, Long>> ends(
      Map<TopicPartition, OffsetSpec> latest, IsolationLevel isolation)
      throws InterruptedException {
    Map<String, Map<Integer, Long>> result = new HashMap<>();
    await(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all())
        .forEach(
            (partition, end) ->
                result
                    .computeIfAbsent(partition.topic(), topic -> new HashMap<>())
                    .put(partition.partition(), end.offset()));
    return result;
  }

  private <T> T await(org.apache.kafka.common.KafkaFuture<T> answer) throws InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafkaFailure
          ? kafkaFailure
          : new KafkaException("Kafka did not describe the topics", e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("Kafka did not describe the topics in " + timeout, e);
    }
  }

  /// Takes the records of one poll.
  @FunctionalInterface
  interface Reader {
    /// @return whether to read on
    boolean accept(List<ConsumerRecord<String, byte[]>> records) throws Exception;
  }

  /// Reads the committed records of a topic, each partition from its offset (or the oldest it has)
  /// to its end.
  void read(String topic, Map<Integer, Long> from, Map<Integer, Long> ends, Reader reader)
      throws Exception {
    Map<String, Object> settings = KafkaSettings.only(kafka, ConsumerConfig.configNames());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          ends.keySet().stream().map(number -> new TopicPartition(topic, number)).toList();
      consumer.assign(partitions);
      consumer
          .beginningOffsets(partitions, timeout)
          .forEach(
              (partition, oldest) ->
                  consumer.seek(
                      partition, Math.max(oldest, from.getOrDefault(partition.partition(), 0L))));
      long progressAt = System.nanoTime();
      Set<TopicPartition> open = unread(consumer, partitions, ends);
      while (!open.isEmpty()) {
        ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(200));
        if (!records.isEmpty()) {
          progressAt = System.nanoTime();
          List<ConsumerRecord<String, byte[]>> list = new java.util.ArrayList<>(records.count());
          records.forEach(list::add);
          if (!reader.accept(list)) {
            return;
          }
        } else if (System.nanoTime() - progressAt > timeout.toNanos()) {
          throw new KafkaException("Kafka did not give the records of " + topic + " to their end");
        }
        open = unread(consumer, partitions, ends);
      }
    }
  }

  private Set<TopicPartition> unread(
      KafkaConsumer<String, byte[]> consumer,
      List<TopicPartition> partitions,
      Map<Integer, Long> ends) {
    Set<TopicPartition> open = new java.util.HashSet<>();
    for (TopicPartition partition : partitions) {
      if (consumer.position(partition, timeout) < ends.getOrDefault(partition.partition(), 0L)) {
        open.add(partition);
      }
    }
    return open;
  }
}
