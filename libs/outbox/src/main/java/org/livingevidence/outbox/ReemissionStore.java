package org.livingevidence.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SQL of re-emissions: resumable scans of the ledger in key order.
final class ReemissionStore {
  private final Connection writer;

  /// @param writer with auto-commit
  ReemissionStore(Connection writer) {
    this.writer = writer;
  }

  /// A running re-emission.
  ///
  /// @param afterId the last id that is done; null before the first
  /// @param epoch lift every version into this epoch first; null leaves versions alone
  record Reemission(
      String type, @Nullable String afterId, @Nullable Integer epoch, String startedAt) {}

  /// Starts a re-emission from the first key, or starts a running one again.
  void start(Collection<String> types, String reason) throws SQLException {
    String sql =
        """
        insert into outbox_reemission (type, reason) select unnest(?::text[]), ?
        on conflict (type) do update
          set after_id = null, reason = excluded.reason, started_at = clock_timestamp(),
              published = 0
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setArray(1, text(types));
      statement.setString(2, reason);
      statement.executeUpdate();
    }
  }

  /// Starts the re-emission of types under a new epoch.
  void startAll(Collection<String> types, int epoch) throws SQLException {
    String sql =
        """
        insert into outbox_reemission (type, reason, epoch)
        select unnest(?::text[]), 'the database was restored', ?
        on conflict (type) do update
          set after_id = null, epoch = excluded.epoch, reason = excluded.reason,
              started_at = clock_timestamp(), published = 0
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setArray(1, text(types));
      statement.setInt(2, epoch);
      statement.executeUpdate();
    }
  }

  @Nullable Reemission next(Collection<String> types) throws SQLException {
    String sql =
        """
        select type, after_id, epoch, started_at::text from outbox_reemission
         where type = any (?) order by epoch is null, started_at limit 1
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setArray(1, text(types));
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          return null;
        }
        return new Reemission(
            result.getString(1),
            result.getString(2),
            result.getObject(3, Integer.class),
            result.getString(4));
      }
    }
  }

  List<AggregateKey> idsAfter(String type, @Nullable String afterId, int limit)
      throws SQLException {
    String sql =
        """
        select id from outbox_aggregate
         where type = ? and id > coalesce(?, '') and version > 0 order by id limit ?
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setString(1, type);
      statement.setString(2, afterId);
      statement.setInt(3, limit);
      List<AggregateKey> keys = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          keys.add(new AggregateKey(type, result.getString(1)));
        }
      }
      return keys;
    }
  }

  /// Lifts aggregates into an epoch. Gives up before PostgreSQL would look for a deadlock, so that
  /// no writer is ever the victim.
  ///
  /// @return false when a writer holds one of them; nothing is lifted then
  boolean lift(String type, List<AggregateKey> keys, int epoch) throws SQLException {
    String sql =
        """
        update outbox_aggregate
           set version = (?::bigint << 40) | ((version & ((1::bigint << 40) - 1)) + 1),
               changed_at = clock_timestamp()
         where type = ? and id = any (?) and version > 0 and (version >> 40) < ?
        """;
    writer.setAutoCommit(false);
    try (PreparedStatement patience = writer.prepareStatement("set local lock_timeout = '400ms'");
        PreparedStatement durable = writer.prepareStatement("set local synchronous_commit = on");
        PreparedStatement statement = writer.prepareStatement(sql)) {
      patience.execute();
      durable.execute();
      statement.setInt(1, epoch);
      statement.setString(2, type);
      statement.setArray(3, text(keys.stream().map(AggregateKey::id).toList()));
      statement.setInt(4, epoch);
      statement.executeUpdate();
      writer.commit();
      return true;
    } catch (SQLException e) {
      writer.rollback();
      if ("55P03".equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      writer.setAutoCommit(true);
    }
  }

  /// Moves a re-emission on, unless it was started again meanwhile.
  void advance(Reemission job, String afterId, int published) throws SQLException {
    String sql =
        """
        update outbox_reemission set after_id = ?, published = published + ?
         where type = ? and started_at = ?::timestamptz
        """;
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setString(1, afterId);
      statement.setInt(2, published);
      statement.setString(3, job.type());
      statement.setString(4, job.startedAt());
      statement.executeUpdate();
    }
  }

  void finish(Reemission job) throws SQLException {
    String sql = "delete from outbox_reemission where type = ? and started_at = ?::timestamptz";
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setString(1, job.type());
      statement.setString(2, job.startedAt());
      statement.executeUpdate();
    }
  }

  private Array text(Collection<String> values) throws SQLException {
    return writer.createArrayOf("text", values.toArray());
  }
}
