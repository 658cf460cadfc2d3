package org.livingevidence.gateway.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Columns;

/// How far a partition of a source was read.
///
/// @param topicId Kafka's id of the topic, which a topic created anew does not share
/// @param next the offset to be read next
/// @param lastBrokerTime the broker's time up to which nothing was missed; null before the first
///     record
record SourceOffset(
    TopicPartition partition, String topicId, long next, @Nullable Instant lastBrokerTime) {

  SourceOffset movedTo(long offset, @Nullable Instant brokerTime) {
    return new SourceOffset(
        partition, topicId, offset, brokerTime == null ? lastBrokerTime : brokerTime);
  }

  /// The offsets of the connection's generation.
  static Map<TopicPartition, SourceOffset> load(Connection connection) throws SQLException {
    Map<TopicPartition, SourceOffset> offsets = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select topic, partition, topic_id, next_offset, last_broker_time from source_offset")) {
      while (row.next()) {
        TopicPartition partition = new TopicPartition(row.getString(1), row.getInt(2));
        Timestamp time = row.getTimestamp(5);
        offsets.put(
            partition,
            new SourceOffset(
                partition,
                row.getString(3),
                row.getLong(4),
                time == null ? null : time.toInstant()));
      }
    }
    return offsets;
  }

  /// Writes offsets into the connection's generation.
  static void save(Connection connection, Collection<SourceOffset> offsets) throws SQLException {
    if (offsets.isEmpty()) {
      return;
    }
    List<SourceOffset> rows = new ArrayList<>(offsets);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into source_offset (topic, partition, topic_id, next_offset, last_broker_time)
            select o.topic, o.partition, o.topic_id, o.next_offset, o.time::timestamptz
            from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
              as o (topic, partition, topic_id, next_offset, time)
            on conflict (topic, partition) do update set
              topic_id = excluded.topic_id, next_offset = excluded.next_offset,
              last_broker_time = excluded.last_broker_time
            """)) {
      statement.setArray(1, Columns.text(connection, rows, o -> o.partition().topic()));
      statement.setArray(
          2, Columns.number(connection, rows, o -> (long) o.partition().partition()));
      statement.setArray(3, Columns.text(connection, rows, SourceOffset::topicId));
      statement.setArray(4, Columns.number(connection, rows, SourceOffset::next));
      statement.setArray(
          5,
          Columns.text(
              connection,
              rows,
              o -> {
                Instant time = o.lastBrokerTime();
                return time == null ? null : time.toString();
              }));
      statement.executeUpdate();
    }
  }
}
