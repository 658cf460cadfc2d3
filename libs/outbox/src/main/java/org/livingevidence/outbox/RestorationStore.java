package org.livingevidence.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/// The SQL of a restored database: a new epoch, and the deletions of what only the topics remember.
final class RestorationStore {
  private final Connection writer;

  /// @param writer with auto-commit
  RestorationStore(Connection writer) {
    this.writer = writer;
  }

  /// Notes that the database was restored; the relay deals with it before it publishes anything
  /// else.
  void request(String reason) throws SQLException {
    String sql = "insert into outbox_restoration (reason) values (?) on conflict do nothing";
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setString(1, reason);
      statement.executeUpdate();
    }
  }

  /// A key that a topic holds and the ledger does not.
  record Ghost(String type, String id, long version) {}

  /// Raises the epoch behind every writer, in one transaction with all that follows from it: the
  /// ghosts' deletions, the re-emission of every type, and the versions of what waits already.
  ///
  /// @param seen the highest epoch in the topics
  /// @return the new epoch; empty when another relay has done it meanwhile
  OptionalInt raiseEpoch(int seen, Collection<String> types, List<Ghost> ghosts)
      throws SQLException {
    writer.setAutoCommit(false);
    try {
      execute("set local synchronous_commit = on");
      execute("select pg_advisory_xact_lock(1279610690, 1)");
      if (!take()) {
        writer.rollback();
        return OptionalInt.empty();
      }
      int epoch = raise(seen);
      liftWaiting(epoch);
      bury(ghosts, epoch);
      new ReemissionStore(writer).startAll(types, epoch);
      writer.commit();
      return OptionalInt.of(epoch);
    } catch (SQLException | RuntimeException e) {
      writer.rollback();
      throw e;
    } finally {
      writer.setAutoCommit(true);
    }
  }

  /// Whether the restoration was still to be done.
  private boolean take() throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement("delete from outbox_restoration")) {
      return statement.executeUpdate() > 0;
    }
  }

  private int raise(int seen) throws SQLException {
    String sql =
        """
        update outbox_epoch set epoch = greatest(epoch, ?) + 1, raised_at = clock_timestamp()
        returning epoch
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setInt(1, seen);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }

  /// What was written since the restore has versions of the old epoch, which may have been
  /// published with another content before it.
  private void liftWaiting(int epoch) throws SQLException {
    String sql =
        """
        update outbox_aggregate a
           set version = (?::bigint << 40) | ((a.version & ((1::bigint << 40) - 1)) + 1)
          from (select distinct type, aggregate_id from outbox) o
         where a.type = o.type and a.id = o.aggregate_id and a.version > 0
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setInt(1, epoch);
      statement.executeUpdate();
    }
  }

  private void bury(List<Ghost> ghosts, int epoch) throws SQLException {
    String sql =
        """
        with ghost as (
          select * from unnest(?::text[], ?::text[], ?::bigint[]) as g (type, id, version)
        ), buried as (
          insert into outbox_aggregate as a (type, id, version, changed_at, deleted)
          select type, id, version, clock_timestamp(), true from ghost
          on conflict (type, id) do update
            set version = excluded.version, changed_at = excluded.changed_at, deleted = true
            where a.version = 0
          returning type, id, version
        )
        insert into outbox (type, aggregate_id, version, kind, changed_paths, lane)
        select type, id, version, 'deleted', '{}', 1 from buried
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setArray(1, text(ghosts.stream().map(Ghost::type).toList()));
      statement.setArray(2, text(ghosts.stream().map(Ghost::id).toList()));
      statement.setArray(
          3,
          writer.createArrayOf(
              "bigint",
              ghosts.stream().map(ghost -> Version.raise(ghost.version(), epoch)).toArray()));
      statement.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private Array text(Collection<String> values) throws SQLException {
    return writer.createArrayOf("text", values.toArray());
  }
}
