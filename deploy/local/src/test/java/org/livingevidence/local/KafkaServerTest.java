package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {
  @TempDir Path folder;

  @Test
  void keepsItsTopicsAndRecordsOverARestart() throws Exception {
    try (KafkaServer server = server()) {
      // Given a committed record
      server.start();
      server.createTopics(KafkaTopic.contracts());
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", server.bootstrapServers(), "transactional.id", "test"),
              new StringSerializer(),
              new StringSerializer())) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("living-evidence.topics", "D001172", "{}"));
        producer.commitTransaction();
      }

      // When the server stops and starts again
      server.stop();
      server.start();
      server.createTopics(KafkaTopic.contracts());

      // Then it is there
      try (KafkaConsumer<String, String> consumer =
          new KafkaConsumer<>(
              Map.of(
                  "bootstrap.servers",
                  server.bootstrapServers(),
                  "isolation.level",
                  "read_committed"),
              new StringDeserializer(),
              new StringDeserializer())) {
        List<TopicPartition> partitions =
            consumer.partitionsFor("living-evidence.topics").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        assertThat(consumer.poll(Duration.ofSeconds(10)))
            .extracting(record -> record.key())
            .containsExactly("D001172");
      }
    }
  }

  @Test
  void topicsOfStateAreCompactedWithTheBrokersTime() throws Exception {
    try (KafkaServer server = server()) {
      server.start();
      server.createTopics(KafkaTopic.contracts());
      ConfigResource topic =
          new ConfigResource(ConfigResource.Type.TOPIC, "living-evidence.citations");

      try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
        var config =
            java.util.Objects.requireNonNull(
                admin.describeConfigs(List.of(topic)).all().get().get(topic));
        assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        assertThat(Long.parseLong(config.get("delete.retention.ms").value()))
            .isGreaterThanOrEqualTo(Duration.ofDays(30).toMillis());
      }
    }
  }

  @Test
  void takesRecordsHoweverTheyAreCompressed() throws Exception {
    try (KafkaServer server = server()) {
      server.start();
      server.createTopics(KafkaTopic.contracts());
      for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
        try (KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", server.bootstrapServers(), "compression.type", codec),
                new StringSerializer(),
                new StringSerializer())) {
          ProducerRecord<String, String> record =
              new ProducerRecord<>("living-evidence.topics", codec, "x".repeat(2000));

          assertThat(producer.send(record).get().hasOffset()).as(codec).isTrue();
        }
      }
    }
  }

  private KafkaServer server() {
    return new KafkaServer(folder.resolve("kafka"), FreePort.any(), FreePort.any());
  }
}
