package org.livingevidence.outbox;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// The SQL of looking after the outbox: what waits, what is blocked, what an operator may ask for.
@Singleton
final class StatusStore {
  private static final int BLOCKED_SHOWN = 100;

  private static final String COUNTS =
      """
      select (select epoch from outbox_epoch),
             exists (select 1 from pg_locks
                      where locktype = 'advisory' and classid = 1279610690 and objid = 2
                        and granted
                        and database = (select oid from pg_database
                                         where datname = current_database())),
             count(*) filter (where lane = 0),
             coalesce(extract(epoch from clock_timestamp()
               - min(created_at) filter (where lane = 0)), 0),
             count(*) filter (where lane = 1),
             coalesce(extract(epoch from clock_timestamp()
               - min(created_at) filter (where lane = 1)), 0),
             exists (select 1 from outbox_restoration),
             (select count(*) from outbox_blocked)
        from outbox
      """;

  private final DataSource dataSource;

  StatusStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// The figures without the lists.
  record Counts(
      int epoch,
      boolean relay,
      OutboxStatus.LaneState interactive,
      OutboxStatus.LaneState bulk,
      boolean restoring,
      long blocked) {}

  Counts counts() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(COUNTS);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return new Counts(
          result.getInt(1),
          result.getBoolean(2),
          new OutboxStatus.LaneState(result.getLong(3), result.getDouble(4)),
          new OutboxStatus.LaneState(result.getLong(5), result.getDouble(6)),
          result.getBoolean(7),
          result.getLong(8));
    } catch (SQLException e) {
      throw new OutboxException("counting what waits", e);
    }
  }

  OutboxStatus status(boolean here) {
    Counts counts = counts();
    return new OutboxStatus(
        counts.epoch(),
        new OutboxStatus.RelayState(here, counts.relay()),
        counts.interactive(),
        counts.bulk(),
        counts.restoring(),
        reemissions(),
        blocked());
  }

  private List<OutboxStatus.Reemission> reemissions() {
    String sql =
        "select type, reason, started_at, published from outbox_reemission order by started_at";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      List<OutboxStatus.Reemission> jobs = new ArrayList<>();
      while (result.next()) {
        jobs.add(
            new OutboxStatus.Reemission(
                result.getString(1),
                result.getString(2),
                result.getObject(3, OffsetDateTime.class).toInstant(),
                result.getLong(4)));
      }
      return jobs;
    } catch (SQLException e) {
      throw new OutboxException("listing re-emissions", e);
    }
  }

  private List<OutboxStatus.Blocked> blocked() {
    String sql =
        """
        select type, id, version, conflict, reason, since
          from outbox_blocked order by since desc limit ?
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, BLOCKED_SHOWN);
      List<OutboxStatus.Blocked> all = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          all.add(
              new OutboxStatus.Blocked(
                  result.getString(1),
                  result.getString(2),
                  result.getLong(3),
                  result.getBoolean(4),
                  result.getString(5),
                  result.getObject(6, OffsetDateTime.class).toInstant()));
        }
      }
      return all;
    } catch (SQLException e) {
      throw new OutboxException("listing blocked aggregates", e);
    }
  }

  /// Starts re-emissions in the caller's transaction.
  void emitAgain(List<String> types, String reason) {
    try (Connection connection = dataSource.getConnection()) {
      new ReemissionStore(connection).start(types, reason);
    } catch (SQLException e) {
      throw new OutboxException("starting a re-emission", e);
    }
  }

  /// Asks, in the caller's transaction, for what a restored database needs.
  void restored(String reason) {
    try (Connection connection = dataSource.getConnection()) {
      new RestorationStore(connection).request(reason);
    } catch (SQLException e) {
      throw new OutboxException("noting that the database was restored", e);
    }
  }

  /// How an aggregate is blocked.
  enum Block {
    NONE,
    FAILED,
    CONFLICT
  }

  /// Takes a block away, in the caller's transaction, which holds the aggregate's lock.
  Block unblock(String type, String id) {
    String sql = "delete from outbox_blocked where type = ? and id = ? returning conflict";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, type);
      statement.setString(2, id);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          return Block.NONE;
        }
        return result.getBoolean(1) ? Block.CONFLICT : Block.FAILED;
      }
    } catch (SQLException e) {
      throw new OutboxException("retrying a blocked aggregate", e);
    }
  }
}
