package org.livingevidence.gateway.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `verification`.
@ApplicationScoped
class VerificationStore {
  private static final String COLUMNS =
      """
      select id, requested_by, requested_at, ended_at, state, statement, compared, drifts, drift
        from verification
      """;

  private final DataSource dataSource;
  private final ObjectMapper json;

  VerificationStore(DataSource dataSource, ObjectMapper json) {
    this.dataSource = dataSource;
    this.json = json;
  }

  /// A comparison.
  ///
  /// @param state `running`, `finished` or `failed`
  /// @param statement what goes on, or how it ended
  /// @param compared how many aggregates of each type, and how many citations were linked again
  /// @param drifts how many differences did not go away
  /// @param drift the first of them
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verification(
      long id,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant endedAt,
      String state,
      String statement,
      Map<String, Long> compared,
      long drifts,
      List<Drift> drift) {}

  /// Begins one.
  ///
  /// @return its id; null while another one runs
  @Nullable Long begin(String who) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement old = connection.createStatement()) {
      old.executeUpdate(
          """
          update verification
             set state = 'failed', statement = 'The process that did it ended.', ended_at = now()
           where state = 'running' and alive_at < clock_timestamp() - interval '2 minutes'
          """);
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into verification (requested_by) values (?) on conflict do nothing
              returning id
              """)) {
        insert.setString(1, who);
        try (ResultSet row = insert.executeQuery()) {
          return row.next() ? row.getLong(1) : null;
        }
      }
    }
  }

  /// Shows that it goes on.
  void progress(long id, String statement, Map<String, Long> compared) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                """
                update verification set alive_at = clock_timestamp(), statement = ?,
                       compared = ?::jsonb
                 where id = ? and state = 'running'
                """)) {
      update.setString(1, statement);
      update.setString(2, text(compared));
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  /// Shows that it lives.
  ///
  /// @throws IllegalStateException when it was given up meanwhile
  void alive(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                """
                update verification set alive_at = clock_timestamp()
                 where id = ? and state = 'running'
                """)) {
      update.setLong(1, id);
      if (update.executeUpdate() == 0) {
        throw new IllegalStateException("Comparison " + id + " was given up meanwhile");
      }
    }
  }

  void end(long id, String state, String statement, long drifts, List<Drift> drift)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                """
                update verification set state = ?, statement = ?, drifts = ?, drift = ?::jsonb,
                       ended_at = clock_timestamp()
                 where id = ? and state = 'running'
                """)) {
      update.setString(1, state);
      update.setString(2, statement);
      update.setLong(3, drifts);
      update.setString(4, text(drift));
      update.setLong(5, id);
      update.executeUpdate();
    }
  }

  /// The last one; null when there was none.
  @Nullable Verification last() throws SQLException {
    return one(COLUMNS + " order by id desc limit 1");
  }

  /// What the last one found that came to its end.
  record Figures(long drifts, Instant endedAt) {}

  /// The last one that came to its end; null when there was none.
  @Nullable Figures lastFinished() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select drifts, ended_at from verification
                 where state = 'finished' order by id desc limit 1
                """);
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? new Figures(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant())
          : null;
    }
  }

  private @Nullable Verification one(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      OffsetDateTime ended = row.getObject(4, OffsetDateTime.class);
      return new Verification(
          row.getLong(1),
          row.getString(2),
          row.getObject(3, OffsetDateTime.class).toInstant(),
          ended == null ? null : ended.toInstant(),
          row.getString(5),
          row.getString(6),
          json.readValue(row.getString(7), new TypeReference<Map<String, Long>>() {}),
          row.getLong(8),
          json.readValue(row.getString(9), new TypeReference<List<Drift>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored comparison can no longer be read", e);
    }
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
