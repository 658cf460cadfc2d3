package org.livingevidence.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `import_job` for those who send and watch imports; see [WorkStore] for those who work.
@ApplicationScoped
class JobStore {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String COLUMNS =
      """
      number, id, kind, name, owner, state, bytes, bytes_read,
      exists (select from import_cancellation where job = number) as cancel_requested,
      created, updated, unchanged, older, deleted, absent, rejected,
      waiting, problem, created_at, started_at, ended_at, revision, body_hash, done_position
      """;

  private final DataSource database;
  private final ObjectMapper json;

  JobStore(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /// Opens a job whose body is about to arrive; answers its number.
  long open(String id, String kind, @Nullable String name, String owner) throws SQLException {
    String sql =
        "insert into import_job (id, kind, name, owner) values (?, ?, ?, ?) returning number";
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(sql)) {
      insert.setString(1, id);
      insert.setString(2, kind);
      insert.setString(3, name);
      insert.setString(4, owner);
      try (var rows = insert.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /// Queues a job whose body is all here and binds its key; false when the owner's key is bound
  /// to another job already.
  boolean seal(long number, @Nullable String key, String bodyHash, long bytes) throws SQLException {
    String sql =
        """
        update import_job
        set state = 'queued', idempotency_key = ?, body_hash = ?, bytes = ?, revision = revision + 1
        where number = ? and state = 'receiving'
        """;
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, key);
      update.setString(2, bodyHash);
      update.setLong(3, bytes);
      update.setLong(4, number);
      if (update.executeUpdate() != 1) {
        throw new SQLException("The upload was swept out before it was complete", "55000");
      }
      return true;
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  /// Removes a job that came to nothing, and its body.
  void discard(long number) throws SQLException {
    try (var connection = database.getConnection();
        var delete =
            connection.prepareStatement(
                "delete from import_job where number = ? and state = 'receiving'")) {
      delete.setLong(1, number);
      delete.executeUpdate();
    }
  }

  Optional<ImportJob> byKey(String owner, String key) throws SQLException {
    return one("where owner = ? and idempotency_key = ?", owner, key);
  }

  /// A job whose body has arrived.
  Optional<ImportJob> byId(String id) throws SQLException {
    return one("where id = ? and state <> 'receiving'", id);
  }

  /// The newest jobs below `before`; of one owner, or of all when `owner` is null.
  List<ImportJob> list(@Nullable String owner, long before, int limit) throws SQLException {
    String sql =
        "select "
            + COLUMNS
            + """
            from import_job
            where state <> 'receiving' and (?::text is null or owner = ?) and number < ?
            order by number desc limit ?
            """;
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setString(1, owner);
      query.setString(2, owner);
      query.setLong(3, before);
      query.setInt(4, limit);
      var jobs = new ArrayList<ImportJob>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          jobs.add(job(rows));
        }
      }
      return jobs;
    }
  }

  long count(@Nullable String owner) throws SQLException {
    String sql =
        """
        select count(*) from import_job
        where state <> 'receiving' and (?::text is null or owner = ?)
        """;
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setString(1, owner);
      query.setString(2, owner);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /// Asks a job to stop: its worker sees it before the next chunk, or the worker that takes it.
  void cancel(long number) throws SQLException {
    String sql = "insert into import_cancellation (job) values (?) on conflict do nothing";
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(sql)) {
      insert.setLong(1, number);
      insert.executeUpdate();
    }
  }

  private Optional<ImportJob> one(String where, String... values) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select " + COLUMNS + " from import_job " + where)) {
      for (int i = 0; i < values.length; i++) {
        query.setString(i + 1, values[i]);
      }
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(job(rows)) : Optional.empty();
      }
    }
  }

  private ImportJob job(ResultSet row) throws SQLException {
    return new ImportJob(
        row.getLong("number"),
        row.getString("id"),
        row.getString("kind"),
        row.getString("name"),
        row.getString("owner"),
        JobState.of(row.getString("state")),
        row.getBoolean("cancel_requested"),
        row.getLong("bytes"),
        row.getLong("bytes_read"),
        new Counts(
            row.getLong("created"),
            row.getLong("updated"),
            row.getLong("unchanged"),
            row.getLong("older"),
            row.getLong("deleted"),
            row.getLong("absent"),
            row.getLong("rejected")),
        row.getString("waiting"),
        problem(row.getString("problem")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getLong("revision"),
        row.getString("body_hash"),
        row.getLong("done_position"));
  }

  private @Nullable JsonNode problem(@Nullable String text) throws SQLException {
    try {
      return text == null ? null : json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("import_job holds a problem that is no JSON", e);
    }
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
