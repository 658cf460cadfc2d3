package org.livingevidence.harvest;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The tables `harvest` and `harvest_run` of the service, for those who ask for harvests; see
/// [HarvestPlans] for those who fetch.
@Singleton
class HarvestStore {
  private static final String CREATE =
      """
      insert into harvest
             (id, owner, name, query, ids, every_seconds, created_at, source, options)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /// With their runs, newest first, at most so many of each.
  private static final String READ =
      """
      select h.id, h.owner, h.name, h.query, h.ids, h.every_seconds, h.created_at,
             r.n, r.asked_at, r.since, r.searched_at, r.found, r.translation, r.warnings,
             r.import_id, r.ended, h.source, h.options
        from harvest h
        left join lateral (
               select * from harvest_run r where r.harvest_id = h.id order by r.n desc limit ?) r
          on true
       where (h.owner = ? or ?) and (h.id = ? or ?)
       order by h.created_at, h.id, r.n desc
      """;

  private static final String ADD_RUN =
      """
      with locked as materialized (select id from harvest where id = ? for update)
      insert into harvest_run (harvest_id, n, asked_at, since)
      select l.id,
             (select coalesce(max(r.n), 0) + 1 from harvest_run r where r.harvest_id = l.id), ?, ?
        from locked l
       where not exists (
               select from harvest_run r
                where r.harvest_id = l.id and r.ended is null and r.n >= ?)
      returning n
      """;

  private static final UUID NONE = new UUID(0, 0);

  private final DataSource dataSource;

  HarvestStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void create(Harvest harvest) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(CREATE)) {
      insert.setObject(1, harvest.id());
      insert.setString(2, harvest.owner());
      insert.setString(3, harvest.name());
      insert.setString(4, harvest.query());
      insert.setArray(
          5,
          harvest.query() != null
              ? null
              : connection.createArrayOf("text", harvest.ids().toArray()));
      Duration every = harvest.every();
      insert.setObject(6, every == null ? null : every.toSeconds());
      insert.setObject(7, time(harvest.createdAt()));
      insert.setString(8, harvest.source());
      insert.setArray(9, connection.createArrayOf("text", harvest.options().toArray()));
      insert.executeUpdate();
    }
  }

  /// Adds a run.
  ///
  /// @param last the last run that the caller knows of and has found ended; 0 for none
  /// @return its number; 0 when the harvest is gone, or another run was added meanwhile
  int addRun(UUID id, Instant askedAt, @Nullable LocalDate since, int last) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(ADD_RUN)) {
      insert.setObject(1, id);
      insert.setObject(2, time(askedAt));
      insert.setObject(3, since);
      insert.setInt(4, last + 1);
      try (ResultSet row = insert.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /// Notes which import applies a run.
  void began(UUID id, int n, String importId) throws SQLException {
    update("update harvest_run set import_id = ? where harvest_id = ? and n = ?", importId, id, n);
  }

  /// Notes how a run ended; its list of items is of no more use.
  void ended(UUID id, int n, String how) throws SQLException {
    update(
        "update harvest_run set ended = ?, items = null where harvest_id = ? and n = ?",
        how,
        id,
        n);
  }

  private void update(String sql, String value, UUID id, int n) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, value);
      update.setObject(2, id);
      update.setInt(3, n);
      update.executeUpdate();
    }
  }

  /// @return whether there was one
  boolean delete(UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from harvest where id = ?")) {
      delete.setObject(1, id);
      return delete.executeUpdate() > 0;
    }
  }

  /// The harvests that run by themselves and have not for as long as they rest.
  List<UUID> due() throws SQLException {
    return ids(
        """
        select id from harvest h
         where every_seconds is not null
           and not exists (
                 select from harvest_run r
                  where r.harvest_id = h.id
                    and r.asked_at > clock_timestamp() - make_interval(secs => h.every_seconds))
         order by created_at, id
        """);
  }

  private List<UUID> ids(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      List<UUID> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
      return ids;
    }
  }

  /// The harvests with a run whose end is not noted yet.
  List<UUID> underWay() throws SQLException {
    return ids(
        """
        select distinct harvest_id from harvest_run
         where ended is null and import_id is not null order by harvest_id
        """);
  }

  /// Of the harvests that run by themselves, when the most overdue one ought to have arrived again:
  /// its interval after it was searched and arrived, or was made; null when there is none.
  @Nullable Instant owed() throws SQLException {
    String sql =
        """
        select min(coalesce((select max(r.searched_at) from harvest_run r
                              where r.harvest_id = h.id and r.ended = 'finished'), h.created_at)
                   + make_interval(secs => every_seconds))
          from harvest h
         where every_seconds is not null
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      var confirmed = row.getObject(1, OffsetDateTime.class);
      return confirmed == null ? null : confirmed.toInstant();
    }
  }

  /// @param owner whose; null for everybody's
  /// @return the oldest first, each with its last run
  List<Harvest> list(@Nullable String owner) throws SQLException {
    return read(owner, null, 1);
  }

  /// @param owner whose; null for anybody's
  /// @return it with its last runs; null when there is none
  @Nullable Harvest read(@Nullable String owner, UUID id) throws SQLException {
    List<Harvest> found = read(owner, id, 200);
    return found.isEmpty() ? null : found.getFirst();
  }

  private List<Harvest> read(@Nullable String owner, @Nullable UUID id, int runs)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(READ)) {
      select.setInt(1, runs);
      select.setString(2, owner);
      select.setBoolean(3, owner == null);
      select.setObject(4, id == null ? NONE : id);
      select.setBoolean(5, id == null);
      Map<UUID, Harvest> harvests = new LinkedHashMap<>();
      Map<UUID, List<Harvest.Run>> all = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          UUID of = rows.getObject(1, UUID.class);
          if (!harvests.containsKey(of)) {
            harvests.put(of, harvest(of, rows));
          }
          if (rows.getInt(8) > 0) {
            all.computeIfAbsent(of, unused -> new ArrayList<>()).add(run(rows));
          }
        }
      }
      return harvests.values().stream()
          .map(harvest -> harvest.with(all.getOrDefault(harvest.id(), List.of())))
          .toList();
    }
  }

  private static Harvest harvest(UUID id, ResultSet row) throws SQLException {
    long every = row.getLong(6);
    return new Harvest(
        id,
        row.getString(17),
        row.getString(3),
        row.getString(2),
        row.getString(4),
        texts(row, 5),
        texts(row, 18),
        every == 0 ? null : Duration.ofSeconds(every),
        row.getObject(7, OffsetDateTime.class).toInstant(),
        List.of());
  }

  private static Harvest.Run run(ResultSet row) throws SQLException {
    var searched = row.getObject(11, OffsetDateTime.class);
    return new Harvest.Run(
        row.getInt(8),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        row.getObject(10, LocalDate.class),
        searched == null ? null : searched.toInstant(),
        row.getObject(12, Long.class),
        row.getString(13),
        row.getString(14),
        row.getString(15),
        row.getString(16),
        null);
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
