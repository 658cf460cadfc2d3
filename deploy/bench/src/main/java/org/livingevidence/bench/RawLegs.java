package org.livingevidence.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The legs of a change's way measured bare, against the same PostgreSQL and Kafka and paced
/// alike: what no design that commits durably at both ends and publishes in a transaction between
/// them can undercut.
final class RawLegs {

  private static final int PAYLOAD_BYTES = 1024;

  private RawLegs() {}

  /// One durable single-row transaction, from begin to acknowledged commit.
  static Latencies databaseCommit(Connection connection, int count, Pace pace) throws SQLException {
    String table = "bench_" + UUID.randomUUID().toString().replace("-", "");
    try (Statement ddl = connection.createStatement()) {
      ddl.execute("create table " + table + " (id int primary key, body bytea)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into " + table + " values (?, ?)")) {
        connection.setAutoCommit(false);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
          pace.awaitTurn(i);
          long start = System.nanoTime();
          insert.setInt(1, i);
          insert.setBytes(2, new byte[PAYLOAD_BYTES]);
          insert.executeUpdate();
          connection.commit();
          nanos[i] = System.nanoTime() - start;
        }
        return new Latencies(nanos);
      } finally {
        connection.setAutoCommit(true);
        ddl.execute("drop table " + table);
      }
    }
  }

  /// One Kafka transaction of one record, from begin until a read-committed consumer holds the
  /// record.
  static Latencies kafkaTransaction(String bootstrapServers, int count, Pace pace)
      throws Exception {
    String topic = "bench-" + UUID.randomUUID();
    Map<String, Object> connection = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(connection)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      try (KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(
                  Map.of(
                      "bootstrap.servers",
                      bootstrapServers,
                      "transactional.id",
                      topic,
                      "acks",
                      "all",
                      "linger.ms",
                      0),
                  new ByteArraySerializer(),
                  new ByteArraySerializer());
          KafkaConsumer<byte[], byte[]> consumer =
              new KafkaConsumer<>(
                  Map.of(
                      "bootstrap.servers", bootstrapServers,
                      "isolation.level", "read_committed",
                      "auto.offset.reset", "earliest"),
                  new ByteArrayDeserializer(),
                  new ByteArrayDeserializer())) {
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        producer.initTransactions();
        byte[] key = "key".getBytes(StandardCharsets.UTF_8);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
          pace.awaitTurn(i);
          long start = System.nanoTime();
          producer.beginTransaction();
          producer.send(new ProducerRecord<>(topic, key, new byte[PAYLOAD_BYTES]));
          producer.commitTransaction();
          while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
            // The poll itself waits for the record.
          }
          nanos[i] = System.nanoTime() - start;
        }
        return new Latencies(nanos);
      } finally {
        admin.deleteTopics(List.of(topic)).all().get();
      }
    }
  }
}
