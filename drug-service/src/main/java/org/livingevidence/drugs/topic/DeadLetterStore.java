package org.livingevidence.drugs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;

/// The table `topic_dead_letter`: records of the topics' log that could not be taken. Every method
/// works in the caller's transaction, if there is one.
@ApplicationScoped
class DeadLetterStore {
  private static final JsonMapper JSON = new JsonMapper();

  private final DataSource database;
  private final TopicConfig config;

  DeadLetterStore(DataSource database, TopicConfig config) {
    this.database = database;
    this.config = config;
  }

  /// A record set aside.
  ///
  /// @param state `parked`, `applied`, or `stale` when it held nothing newer
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeadLetter(
      long id,
      String topic,
      int partition,
      long offset,
      Instant time,
      @Nullable String key,
      String reason,
      String state,
      Instant at,
      @Nullable Instant settledAt) {}

  /// Keeps a record, once.
  void park(ConsumerRecord<byte[], byte[]> record, String reason) {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into topic_dead_letter (partition, record_offset, record_time, record_key,
                                               record_value, headers, reason)
                values (?, ?, ?, ?, ?, ?::jsonb, ?)
                on conflict do nothing
                """)) {
      insert.setInt(1, record.partition());
      insert.setLong(2, record.offset());
      insert.setObject(3, Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC));
      insert.setBytes(4, record.key());
      insert.setBytes(5, record.value());
      insert.setString(6, headers(record).toString());
      insert.setString(7, reason);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("keeping a dead letter", e);
    }
  }

  /// The records set aside after one, oldest first.
  List<DeadLetter> list(long after, int atMost) {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select id, partition, record_offset, record_time, record_key, reason, state, at,
                       settled_at
                  from topic_dead_letter where id > ? order by id limit ?
                """)) {
      select.setLong(1, after);
      select.setInt(2, atMost);
      List<DeadLetter> letters = new ArrayList<>();
      try (var row = select.executeQuery()) {
        while (row.next()) {
          letters.add(letter(row));
        }
      }
      return letters;
    } catch (SQLException e) {
      throw new DatabaseFailure("reading dead letters", e);
    }
  }

  private DeadLetter letter(ResultSet row) throws SQLException {
    byte[] key = row.getBytes(5);
    var settled = row.getObject(9, OffsetDateTime.class);
    return new DeadLetter(
        row.getLong(1),
        config.topic(),
        row.getInt(2),
        row.getLong(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        key == null ? null : new String(key, UTF_8),
        row.getString(6),
        row.getString(7),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        settled == null ? null : settled.toInstant());
  }

  /// The record as it came, locked until the transaction ends; null when there is none.
  @Nullable ConsumerRecord<byte[], byte[]> take(long id) {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select partition, record_offset, record_time, record_key, record_value, headers
                  from topic_dead_letter where id = ? for update
                """)) {
      select.setLong(1, id);
      try (var row = select.executeQuery()) {
        return row.next() ? record(row) : null;
      }
    } catch (SQLException e) {
      throw new DatabaseFailure("reading a dead letter", e);
    }
  }

  private ConsumerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
    byte[] value = row.getBytes(5);
    return new ConsumerRecord<>(
        config.topic(),
        row.getInt(1),
        row.getLong(2),
        row.getObject(3, OffsetDateTime.class).toInstant().toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        -1,
        value == null ? -1 : value.length,
        row.getBytes(4),
        value,
        headers(row.getString(6)),
        Optional.empty());
  }

  /// Notes how a redrive ended.
  ///
  /// @param reason why it is parked; null keeps the old one
  void settle(long id, String state, @Nullable String reason) {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                """
                update topic_dead_letter
                   set state = ?, reason = coalesce(?, reason), settled_at = clock_timestamp()
                 where id = ?
                """)) {
      update.setString(1, state);
      update.setString(2, reason);
      update.setLong(3, id);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("noting how a redrive ended", e);
    }
  }

  /// How many nobody has settled.
  long parked() throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select count(*) from topic_dead_letter where state = 'parked'");
        var row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static ArrayNode headers(ConsumerRecord<?, ?> record) {
    ArrayNode headers = JSON.createArrayNode();
    for (Header header : record.headers()) {
      headers.addArray().add(header.key()).add(header.value());
    }
    return headers;
  }

  private static RecordHeaders headers(String json) {
    try {
      RecordHeaders headers = new RecordHeaders();
      for (JsonNode header : JSON.readTree(json)) {
        JsonNode value = header.path(1);
        headers.add(header.path(0).asText(), value.isNull() ? null : value.binaryValue());
      }
      return headers;
    } catch (IOException e) {
      throw new UncheckedIOException("a dead letter's headers are no longer readable", e);
    }
  }
}
