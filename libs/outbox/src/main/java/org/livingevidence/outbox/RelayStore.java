package org.livingevidence.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The relay's SQL about outbox rows: what is next, what of it was published.
final class RelayStore {
  private static final String HEAD = "select head_type, head_id from outbox_head(?, ?)";

  private static final String PENDING =
      """
      select aggregate_type, aggregate_id, aggregate_version, aggregate_changed_at,
             aggregate_deleted, published_version, published_schema, published_hash,
             aggregate_blocked, row_id, row_paths
        from outbox_pending(?, ?)
      """;

  private static final String TRACES =
      """
      select type, aggregate_id, trace from outbox
       where id = any (?) and trace is not null
       order by id
      """;

  private static final String AGENDA =
      """
      select exists (select 1 from outbox where lane = 1),
             exists (select 1 from outbox_reemission),
             exists (select 1 from outbox_restoration)
      """;

  /// One statement settles a batch: what was published, how far the topics were written, which
  /// aggregates are blocked no longer, and exactly the rows that were read.
  private static final String SETTLE =
      """
      with event as (
        select * from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
          as e (type, id, version, data_schema, content_hash)
      ), published as (
        insert into outbox_published (type, id, version, data_schema, content_hash)
        select type, id, version, data_schema, content_hash from event
        on conflict (type, id) do update
          set version = excluded.version, data_schema = excluded.data_schema,
              content_hash = excluded.content_hash
          where outbox_published.version <= excluded.version
      ), unblocked as (
        delete from outbox_blocked b using event e
         where b.type = e.type and b.id = e.id and b.version <= e.version
      ), written as (
        insert into outbox_partition (topic, partition, next_offset)
        select * from unnest(?::text[], ?::integer[], ?::bigint[])
        on conflict (topic, partition) do update
          set next_offset = greatest(outbox_partition.next_offset, excluded.next_offset)
      )
      delete from outbox where id = any (?)
      """;

  private static final String BLOCK =
      """
      insert into outbox_blocked (type, id, version, conflict, reason)
      values (?, ?, ?, ?, ?)
      on conflict (type, id) do update
        set version = excluded.version, conflict = excluded.conflict, reason = excluded.reason,
            since = clock_timestamp()
      """;

  private final Connection reader;
  private final Connection writer;

  /// @param reader REPEATABLE READ, read only, without auto-commit
  /// @param writer with auto-commit
  RelayStore(Connection reader, Connection writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /// What there is to do beside the interactive lane.
  record Agenda(boolean bulk, boolean reemission, boolean restoration) {}

  Agenda agenda() throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(AGENDA);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return new Agenda(result.getBoolean(1), result.getBoolean(2), result.getBoolean(3));
    }
  }

  /// The connection of the snapshot, which the first statement opens.
  Connection snapshot() {
    return reader;
  }

  void endSnapshot() throws SQLException {
    reader.commit();
  }

  void abandonSnapshot() throws SQLException {
    reader.rollback();
  }

  /// The aggregates next in a lane, oldest row first.
  ///
  /// @param rowLimit rows looked at; several of one aggregate make one entry
  List<AggregateKey> head(Lane lane, int rowLimit) throws SQLException {
    try (PreparedStatement statement = reader.prepareStatement(HEAD)) {
      statement.setShort(1, lane.code());
      statement.setInt(2, rowLimit);
      List<AggregateKey> keys = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          keys.add(new AggregateKey(result.getString(1), result.getString(2)));
        }
      }
      return keys;
    }
  }

  /// The aggregates of these keys that were ever written, in the keys' order.
  List<Pending> pending(List<AggregateKey> keys) throws SQLException {
    try (PreparedStatement statement = reader.prepareStatement(PENDING)) {
      statement.setArray(1, text(reader, keys.stream().map(AggregateKey::type).toList()));
      statement.setArray(2, text(reader, keys.stream().map(AggregateKey::id).toList()));
      try (ResultSet result = statement.executeQuery()) {
        Map<AggregateKey, Pending> byKey = LinkedHashMap.newLinkedHashMap(keys.size());
        while (result.next()) {
          AggregateKey key = new AggregateKey(result.getString(1), result.getString(2));
          byKey.put(key, merge(byKey.get(key), key, result));
        }
        return List.copyOf(byKey.values());
      }
    }
  }

  /// The traces of the writes that these events stand for; of several the last.
  Map<AggregateKey, String> traces(List<Pending> pending) throws SQLException {
    Map<AggregateKey, String> traces = new HashMap<>();
    try (PreparedStatement statement = reader.prepareStatement(TRACES)) {
      statement.setArray(
          1,
          reader.createArrayOf(
              "bigint", pending.stream().flatMap(one -> one.rowIds().stream()).toArray()));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          traces.put(
              new AggregateKey(result.getString(1), result.getString(2)), result.getString(3));
        }
      }
    }
    return traces;
  }

  private static Pending merge(@Nullable Pending before, AggregateKey key, ResultSet result)
      throws SQLException {
    long rowId = result.getLong(10);
    boolean row = !result.wasNull();
    List<String> paths = List.of();
    if (row) {
      paths = List.of((String[]) result.getArray(11).getArray());
    }
    if (before == null) {
      return new Pending(
          key,
          result.getLong(3),
          result.getObject(4, OffsetDateTime.class).toInstant(),
          result.getBoolean(5),
          result.getLong(6),
          result.getString(7),
          result.getString(8),
          result.getBoolean(9),
          row ? List.of(rowId) : List.of(),
          paths);
    }
    List<Long> rowIds = new ArrayList<>(before.rowIds());
    rowIds.add(rowId);
    Set<String> union = new LinkedHashSet<>();
    if (!before.paths().isEmpty() && !paths.isEmpty()) {
      union.addAll(before.paths());
      union.addAll(paths);
    }
    return new Pending(
        key,
        before.version(),
        before.changedAt(),
        before.deleted(),
        before.publishedVersion(),
        before.publishedSchema(),
        before.publishedHash(),
        before.blocked(),
        rowIds,
        List.copyOf(union));
  }

  /// Records that these events were acknowledged.
  ///
  /// @param nextOffsets for each partition written to, the offset after the last record
  void settle(List<RenderedEvent> events, Map<TopicPartition, Long> nextOffsets)
      throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(SETTLE)) {
      List<Pending> settled = events.stream().map(RenderedEvent::pending).toList();
      statement.setArray(1, text(writer, settled.stream().map(p -> p.key().type()).toList()));
      statement.setArray(2, text(writer, settled.stream().map(p -> p.key().id()).toList()));
      statement.setArray(3, bigint(settled.stream().map(Pending::version).toList()));
      statement.setArray(4, text(writer, events.stream().map(RenderedEvent::dataSchema).toList()));
      statement.setArray(5, text(writer, events.stream().map(RenderedEvent::hash).toList()));
      List<TopicPartition> partitions = List.copyOf(nextOffsets.keySet());
      statement.setArray(6, text(writer, partitions.stream().map(TopicPartition::topic).toList()));
      statement.setArray(
          7,
          writer.createArrayOf(
              "integer", partitions.stream().map(TopicPartition::partition).toArray()));
      statement.setArray(8, bigint(partitions.stream().map(nextOffsets::get).toList()));
      statement.setArray(9, bigint(settled.stream().flatMap(p -> p.rowIds().stream()).toList()));
      statement.executeUpdate();
    }
  }

  /// Records that an aggregate cannot be published at its version.
  void block(Refusal refusal) throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(BLOCK)) {
      statement.setString(1, refusal.pending().key().type());
      statement.setString(2, refusal.pending().key().id());
      statement.setLong(3, refusal.pending().version());
      statement.setBoolean(4, refusal.conflict());
      statement.setString(5, refusal.reason());
      statement.executeUpdate();
    }
  }

  private static Array text(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private Array bigint(Collection<Long> values) throws SQLException {
    return writer.createArrayOf("bigint", values.toArray());
  }
}
