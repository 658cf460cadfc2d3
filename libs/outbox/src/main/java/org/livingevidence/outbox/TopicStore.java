package org.livingevidence.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the relay remembers of its topics, and what the ledger knows of their keys.
final class TopicStore {
  private final Connection writer;

  /// @param writer with auto-commit
  TopicStore(Connection writer) {
    this.writer = writer;
  }

  /// What the relay knew of a topic when it last looked or wrote.
  record KnownTopic(String topicId, String dataSchema, Map<Integer, Long> nextOffsets) {}

  @Nullable KnownTopic topic(String topic) throws SQLException {
    String sql =
        """
        select t.topic_id, t.data_schema, p.partition, p.next_offset
          from outbox_topic t left join outbox_partition p using (topic)
         where t.topic = ?
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setString(1, topic);
      try (ResultSet result = statement.executeQuery()) {
        KnownTopic known = null;
        while (result.next()) {
          if (known == null) {
            known = new KnownTopic(result.getString(1), result.getString(2), new HashMap<>());
          }
          int partition = result.getInt(3);
          if (!result.wasNull()) {
            known.nextOffsets().put(partition, result.getLong(4));
          }
        }
        return known;
      }
    }
  }

  /// Remembers a topic. Another identity than before forgets what was known of its partitions.
  void rememberTopic(String topic, String topicId, String dataSchema, Map<Integer, Long> ends)
      throws SQLException {
    String sql =
        """
        with topic as (
          insert into outbox_topic (topic, topic_id, data_schema) values (?, ?, ?)
          on conflict (topic) do update
            set topic_id = excluded.topic_id, data_schema = excluded.data_schema
          returning topic
        )
        insert into outbox_partition (topic, partition, next_offset)
        select topic, e.partition, e.next_offset
          from topic, unnest(?::integer[], ?::bigint[]) as e (partition, next_offset)
        on conflict (topic, partition) do update set next_offset = excluded.next_offset
        """;
    List<Integer> partitions = List.copyOf(ends.keySet());
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setString(1, topic);
      statement.setString(2, topicId);
      statement.setString(3, dataSchema);
      statement.setArray(4, writer.createArrayOf("integer", partitions.toArray()));
      statement.setArray(
          5, writer.createArrayOf("bigint", partitions.stream().map(ends::get).toArray()));
      statement.executeUpdate();
    }
  }

  /// What the ledger has of an id.
  ///
  /// @param changedAt when the version was allocated: the time that its event bears
  record Held(long version, Instant changedAt) {}

  /// What the ledger has of these ids; an id that was never written is absent.
  Map<String, Held> held(String type, Collection<String> ids) throws SQLException {
    String sql =
        """
        select id, version, changed_at
          from outbox_aggregate
         where type = ? and id = any (?) and version > 0
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setString(1, type);
      statement.setArray(2, text(ids));
      Map<String, Held> held = new HashMap<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          held.put(
              result.getString(1),
              new Held(result.getLong(2), result.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
      return held;
    }
  }

  private Array text(Collection<String> values) throws SQLException {
    return writer.createArrayOf("text", values.toArray());
  }
}
