package org.livingevidence.citations.search;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The tables `strategy` and `strategy_run`. Nobody reads another's.
@Singleton
class StrategyStore {
  private static final String CREATE =
      """
      insert into strategy (id, owner, name, query, created_at)
      select ?, ?, ?, ?, ?
       where (select count(*) from strategy where owner = ?) < ?
      """;

  /// With their runs, newest first, at most so many of each.
  private static final String READ =
      """
      select s.id, s.name, s.query, s.created_at, r.n, r.at, r.total, r.added, r.since, r.seen,
             r.translation
        from strategy s
        left join lateral (
               select * from strategy_run r where r.strategy_id = s.id order by r.n desc limit ?) r
          on true
       where s.owner = ? and (s.id = ? or ?)
       order by s.created_at, s.id, r.n desc
      """;

  private static final String DELETE =
      """
      delete from strategy where id = ? and owner = ?
      """;

  private static final String ADD_RUN =
      """
      with locked as materialized (select id from strategy where id = ? for update)
      insert into strategy_run (strategy_id, n, at, total, added, since, seen, translation)
      select l.id,
             (select coalesce(max(r.n), 0) + 1 from strategy_run r where r.strategy_id = l.id),
             ?, ?, ?, ?, ?, ?
        from locked l
      returning n
      """;

  private static final UUID NONE = new UUID(0, 0);

  private final DataSource dataSource;

  StrategyStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// @return whether it was created; not when the owner has `most` already
  boolean create(Strategy strategy, String owner, int most) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(CREATE)) {
      insert.setObject(1, strategy.id());
      insert.setString(2, owner);
      insert.setString(3, strategy.name());
      insert.setString(4, strategy.query());
      insert.setObject(5, time(strategy.createdAt()));
      insert.setString(6, owner);
      insert.setInt(7, most);
      return insert.executeUpdate() > 0;
    }
  }

  /// @return the owner's strategies, each with its last run
  List<Strategy> list(String owner) throws SQLException {
    return read(owner, null, 1);
  }

  /// @return a strategy of the owner's, with its last runs; null when there is none
  @Nullable Strategy read(String owner, UUID id) throws SQLException {
    List<Strategy> found = read(owner, id, 1_000);
    return found.isEmpty() ? null : found.getFirst();
  }

  private List<Strategy> read(String owner, @Nullable UUID id, int runs) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(READ)) {
      select.setInt(1, runs);
      select.setString(2, owner);
      select.setObject(3, id == null ? NONE : id);
      select.setBoolean(4, id == null);
      Map<UUID, Strategy> strategies = new LinkedHashMap<>();
      Map<UUID, List<Strategy.Run>> all = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          UUID of = rows.getObject(1, UUID.class);
          strategies.putIfAbsent(
              of,
              new Strategy(of, rows.getString(2), rows.getString(3), instant(rows, 4), List.of()));
          List<Strategy.Run> its = all.computeIfAbsent(of, unused -> new ArrayList<>());
          if (rows.getInt(5) > 0) {
            its.add(
                new Strategy.Run(
                    rows.getInt(5),
                    instant(rows, 6),
                    rows.getLong(7),
                    rows.getLong(8),
                    rows.getLong(9),
                    rows.getLong(10),
                    rows.getString(11)));
          }
        }
      }
      return strategies.values().stream()
          .map(
              strategy ->
                  new Strategy(
                      strategy.id(),
                      strategy.name(),
                      strategy.query(),
                      strategy.createdAt(),
                      all.getOrDefault(strategy.id(), List.of())))
          .toList();
    }
  }

  /// @return whether there was one
  boolean delete(String owner, UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setObject(1, id);
      delete.setString(2, owner);
      return delete.executeUpdate() > 0;
    }
  }

  /// @return the run's number; 0 when the strategy is gone
  int add(UUID id, Strategy.Run run) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(ADD_RUN)) {
      insert.setObject(1, id);
      insert.setObject(2, time(run.at()));
      insert.setLong(3, run.total());
      insert.setLong(4, run.added());
      insert.setLong(5, run.since());
      insert.setLong(6, run.seen());
      insert.setString(7, run.translation());
      try (ResultSet row = insert.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
