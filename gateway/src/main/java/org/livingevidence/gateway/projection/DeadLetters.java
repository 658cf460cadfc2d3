package org.livingevidence.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Records set aside. Each is kept in the store once, in the transaction that moves past it, and
/// sent before that to the dead-letter topic, with its original key, value and headers; a crash in
/// between sends it again, with the same origin headers to tell by.
final class DeadLetters implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Object> kafka;
  private final String topic;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  DeadLetters(Map<String, Object> kafka, String topicPrefix) {
    this.kafka = kafka;
    this.topic = topicPrefix + "gateway.dead-letters";
  }

  /// A record that an operator wants applied.
  record Requested(long id, ConsumerRecord<byte[], byte[]> record) {}

  /// Sends records to the topic and keeps those not yet kept.
  void park(Connection connection, List<Batch.Parked> parked, List<SourceOffset> offsets)
      throws SQLException {
    if (parked.isEmpty()) {
      return;
    }
    Map<String, String> topicIds = new HashMap<>();
    offsets.forEach(offset -> topicIds.put(offset.partition().topic(), offset.topicId()));
    List<Batch.Parked> fresh = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into dead_letter (
              topic, topic_id, partition, record_offset, record_time, record_key, record_value,
              headers, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict do nothing
            """)) {
      for (Batch.Parked one : parked) {
        ConsumerRecord<byte[], byte[]> record = one.record();
        statement.setString(1, record.topic());
        statement.setString(2, topicIds.getOrDefault(record.topic(), ""));
        statement.setInt(3, record.partition());
        statement.setLong(4, record.offset());
        statement.setTimestamp(5, new Timestamp(record.timestamp()));
        statement.setBytes(6, record.key());
        statement.setBytes(7, record.value());
        statement.setString(8, headers(record).toString());
        statement.setString(9, one.reason().replace('\0', ' '));
        if (statement.executeUpdate() == 1) {
          fresh.add(one);
        }
      }
    }
    send(fresh);
  }

  /// The records whose redrive was asked for.
  List<Requested> requested(Connection connection) throws SQLException {
    List<Requested> requested = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select id, topic, partition, record_offset, record_time, record_key, record_value, headers
                from public.dead_letter where state = 'requested' order by id limit 100
                """)) {
      while (row.next()) {
        byte[] value = row.getBytes(7);
        requested.add(
            new Requested(
                row.getLong(1),
                new ConsumerRecord<>(
                    row.getString(2),
                    row.getInt(3),
                    row.getLong(4),
                    row.getTimestamp(5).getTime(),
                    TimestampType.LOG_APPEND_TIME,
                    -1,
                    value == null ? -1 : value.length,
                    row.getBytes(6),
                    value,
                    headers(row.getString(8)),
                    Optional.empty())));
      }
    }
    return requested;
  }

  /// Records how a redrive ended.
  ///
  /// @param state `applied`, `stale` (nothing newer in it), or `parked` again
  /// @param reason why it is parked; null keeps the old one
  void settle(Connection connection, long id, String state, @Nullable String reason)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update dead_letter set state = ?, reason = coalesce(?, reason), settled_at = now()
            where id = ?
            """)) {
      statement.setString(1, state);
      statement.setString(2, reason);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  private void send(List<Batch.Parked> parked) {
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    for (Batch.Parked one : parked) {
      ConsumerRecord<byte[], byte[]> record = one.record();
      RecordHeaders headers = new RecordHeaders(record.headers().toArray());
      headers.add("dead-letter-topic", record.topic().getBytes(UTF_8));
      headers.add("dead-letter-partition", text(record.partition()));
      headers.add("dead-letter-offset", text(record.offset()));
      headers.add("dead-letter-time", text(record.timestamp()));
      headers.add("dead-letter-reason", one.reason().getBytes(UTF_8));
      acknowledgements.add(
          producer()
              .send(
                  new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers)));
    }
    try {
      for (Future<RecordMetadata> acknowledgement : acknowledgements) {
        acknowledgement.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("dead letters could not be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while sending dead letters", e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    KafkaProducer<byte[], byte[]> existing = producer;
    if (existing == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway-dead-letters");
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
      existing =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
      producer = existing;
    }
    return existing;
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }

  private static ArrayNode headers(ConsumerRecord<byte[], byte[]> record) {
    ArrayNode headers = JsonNodeFactory.instance.arrayNode();
    for (Header header : record.headers()) {
      ArrayNode pair = headers.addArray();
      pair.add(Base64.getEncoder().encodeToString(header.key().getBytes(UTF_8)));
      byte[] value = header.value();
      if (value == null) {
        pair.addNull();
      } else {
        pair.add(Base64.getEncoder().encodeToString(value));
      }
    }
    return headers;
  }

  private static RecordHeaders headers(String json) {
    try {
      RecordHeaders headers = new RecordHeaders();
      JSON.readTree(json)
          .forEach(
              pair ->
                  headers.add(
                      new String(Base64.getDecoder().decode(pair.get(0).asText()), UTF_8),
                      pair.get(1).isNull()
                          ? null
                          : Base64.getDecoder().decode(pair.get(1).asText())));
      return headers;
    } catch (IOException e) {
      throw new UncheckedIOException("a dead letter's headers cannot be read", e);
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }
}
