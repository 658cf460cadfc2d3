package org.livingevidence.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The writers' SQL, on a transaction of theirs.
final class OutboxStore {
  private static final String LOCK =
      """
      select locked_id, locked_version, locked_deleted, current_epoch from outbox_lock(?, ?)
      """;

  /// The ledger row takes the last of several versions of one aggregate; the time is taken here,
  /// after its lock.
  private static final String APPEND =
      """
      with change as (
        select * from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::smallint[])
          with ordinality as c (type, id, version, kind, paths, lane, n)
      ), ledger as (
        update outbox_aggregate a
           set version = c.version, changed_at = clock_timestamp(), deleted = c.kind = 'deleted'
          from (select distinct on (type, id) type, id, version, kind
                  from change order by type, id, version desc) c
         where a.type = c.type and a.id = c.id
      )
      insert into outbox (type, aggregate_id, version, kind, changed_paths, lane)
      select type, id, version, kind, string_to_array(paths, ','), lane from change order by n
      """;

  /// The same where the write has a trace: only then is the column spoken of.
  private static final String APPEND_TRACED =
      APPEND
          .replace("changed_paths, lane)", "changed_paths, lane, trace)")
          .replace("lane from change", "lane, ? from change");

  private final LeaseSource connections;

  OutboxStore(LeaseSource connections) {
    this.connections = connections;
  }

  /// The transaction's connection for one statement; given back afterwards where it was borrowed.
  record Lease(Connection connection, boolean borrowed) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      if (borrowed) {
        connection.close();
      }
    }
  }

  interface LeaseSource {
    Lease lease() throws SQLException;
  }

  record LedgerRow(String id, long version, boolean deleted, int epoch) {}

  List<LedgerRow> lock(String type, List<String> ids) {
    try (Lease lease = connections.lease();
        PreparedStatement statement = lease.connection().prepareStatement(LOCK)) {
      statement.setString(1, type);
      statement.setArray(2, text(lease.connection(), ids.toArray()));
      List<LedgerRow> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(
              new LedgerRow(
                  result.getString(1), result.getLong(2), result.getBoolean(3), result.getInt(4)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new OutboxException("locking aggregates of type " + type, e);
    }
  }

  /// @param trace the `traceparent` of the write; null without one
  void append(List<Change> changes, List<EventId> events, @Nullable String trace) {
    int size = changes.size();
    Object[] types = new Object[size];
    Object[] ids = new Object[size];
    Object[] versions = new Object[size];
    Object[] kinds = new Object[size];
    Object[] paths = new Object[size];
    Object[] lanes = new Object[size];
    for (int i = 0; i < size; i++) {
      Change change = changes.get(i);
      types[i] = change.aggregate().type();
      ids[i] = change.aggregate().id();
      versions[i] = events.get(i).version();
      kinds[i] = change.kind().word();
      paths[i] = String.join(",", change.changedPaths());
      lanes[i] = change.lane().code();
    }
    try (Lease lease = connections.lease();
        PreparedStatement statement =
            lease.connection().prepareStatement(trace == null ? APPEND : APPEND_TRACED)) {
      Connection connection = lease.connection();
      statement.setArray(1, text(connection, types));
      statement.setArray(2, text(connection, ids));
      statement.setArray(3, connection.createArrayOf("bigint", versions));
      statement.setArray(4, text(connection, kinds));
      statement.setArray(5, text(connection, paths));
      statement.setArray(6, connection.createArrayOf("smallint", lanes));
      if (trace != null) {
        statement.setString(7, trace);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new OutboxException("queueing events", e);
    }
  }

  private static Array text(Connection connection, Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }
}
