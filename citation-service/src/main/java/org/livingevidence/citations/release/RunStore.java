package org.livingevidence.citations.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `pubmed_files_run`: one process is at work at a time, for as long as it shows that it
/// lives. The lease saves work; what makes two at once harmless is that every step is done once.
@Singleton
class RunStore {
  private final DataSource dataSource;

  RunStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// Where it stands.
  ///
  /// @param state `never-run`, `running`, `up-to-date` or `stopped`
  /// @param statement what goes on, or how it ended
  /// @param listed the last file listed when it was looked last
  /// @param waiting whether a run was asked for that has not ended
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Standing(
      String state,
      String statement,
      @Nullable String listed,
      @Nullable Instant lookedAt,
      boolean waiting) {}

  Standing read() throws SQLException {
    String sql =
        """
        select state, statement, listed, looked_at, asked > answered from pubmed_files_run
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      var looked = row.getObject(4, OffsetDateTime.class);
      return new Standing(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          looked == null ? null : looked.toInstant(),
          row.getBoolean(5));
    }
  }

  /// When everything listed was last found applied, or a file was; null before.
  @Nullable Instant confirmedAt() throws SQLException {
    String sql =
        """
        select greatest(
                 (select looked_at from pubmed_files_run where state = 'up-to-date'),
                 (select max(ended_at) from pubmed_file where state = 'applied'))
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      var confirmed = row.getObject(1, OffsetDateTime.class);
      return confirmed == null ? null : confirmed.toInstant();
    }
  }

  /// Asks for a run.
  void ask() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update pubmed_files_run set asked = asked + 1")) {
      update.executeUpdate();
    }
  }

  /// A turn at the work.
  ///
  /// @param asked what was asked for when it began
  /// @param byPerson whether somebody asked, rather than time having passed
  record Turn(long asked, boolean byPerson) {}

  /// Takes the work when there is some and nobody is at it.
  ///
  /// @param poll how often it is looked without being asked; null for never
  Optional<Turn> take(String who, Duration lease, @Nullable Duration poll) throws SQLException {
    String sql =
        """
        update pubmed_files_run
           set leased_by = ?, leased_till = clock_timestamp() + make_interval(secs => ?),
               state = 'running', statement = 'PubMed''s files are being looked at.'
         where (leased_till is null or leased_till < clock_timestamp())
           and (asked > answered
                or ?::double precision is not null
                   and (looked_at is null
                        or looked_at < clock_timestamp() - make_interval(secs => ?)))
        returning asked, asked > answered
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, who);
      update.setDouble(2, lease.toMillis() / 1e3);
      Double seconds = poll == null ? null : poll.toMillis() / 1e3;
      update.setObject(3, seconds);
      update.setObject(4, seconds == null ? Double.valueOf(0) : seconds);
      try (ResultSet row = update.executeQuery()) {
        return row.next()
            ? Optional.of(new Turn(row.getLong(1), row.getBoolean(2)))
            : Optional.empty();
      }
    }
  }

  /// Shows that one lives, and says what goes on.
  ///
  /// @return whether the work is still one's own
  boolean renew(String who, Duration lease, String statement) throws SQLException {
    String sql =
        """
        update pubmed_files_run
           set leased_till = clock_timestamp() + make_interval(secs => ?), statement = ?
         where leased_by = ?
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setDouble(1, lease.toMillis() / 1e3);
      update.setString(2, statement);
      update.setString(3, who);
      return update.executeUpdate() == 1;
    }
  }

  /// Ends the work.
  ///
  /// @param listed the last file listed; null leaves what is known
  void end(String who, Turn turn, String state, String statement, @Nullable String listed)
      throws SQLException {
    String sql =
        """
        update pubmed_files_run
           set leased_by = null, leased_till = null, answered = greatest(answered, ?), state = ?,
               statement = ?, listed = coalesce(?, listed), looked_at = clock_timestamp()
         where leased_by = ?
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, turn.asked());
      update.setString(2, state);
      update.setString(3, statement);
      update.setString(4, listed);
      update.setString(5, who);
      update.executeUpdate();
    }
  }

  /// Gives the work back as it is, for another process to go on.
  void leave(String who) throws SQLException {
    String sql =
        """
        update pubmed_files_run set leased_by = null, leased_till = null where leased_by = ?
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, who);
      update.executeUpdate();
    }
  }
}
