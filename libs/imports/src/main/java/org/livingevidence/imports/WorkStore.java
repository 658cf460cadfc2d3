package org.livingevidence.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `import_job` for the workers. Every statement after the claim names it: a worker
/// that lost its job to another changes nothing more.
@ApplicationScoped
class WorkStore {
  private final DataSource database;

  WorkStore(DataSource database) {
    this.database = database;
  }

  /// A job as its worker holds it.
  record Work(
      long number,
      String id,
      String kind,
      @Nullable String name,
      String owner,
      long bytes,
      long claim,
      long donePosition) {}

  /// The numbers of jobs that wait for a worker or had one, oldest first.
  List<Long> open() throws SQLException {
    String sql =
        "select number from import_job where state in ('queued', 'running') order by number";
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql);
        var rows = query.executeQuery()) {
      var numbers = new ArrayList<Long>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  /// Takes a job whose advisory lock the caller holds; null when it has ended meanwhile.
  @Nullable Work claim(long number) throws SQLException {
    String sql =
        """
        update import_job
        set state = 'running', claim = claim + 1, waiting = null,
            started_at = coalesce(started_at, clock_timestamp()), revision = revision + 1
        where number = ? and state in ('queued', 'running')
        returning id, kind, name, owner, bytes, claim, done_position
        """;
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setLong(1, number);
      try (var row = update.executeQuery()) {
        return row.next()
            ? new Work(
                number,
                row.getString("id"),
                row.getString("kind"),
                row.getString("name"),
                row.getString("owner"),
                row.getLong("bytes"),
                row.getLong("claim"),
                row.getLong("done_position"))
            : null;
      }
    }
  }

  /// First statement of a chunk's transaction: looks whether there is still something to do, and
  /// lets the database end the transaction when this process is stopped in the middle of it.
  /// Locks nothing: a worker that takes over must not wait for one that hangs. [#progress]
  /// decides.
  ///
  /// @param idle after how long without a statement the transaction is ended
  /// @throws ImportStopped when the job is this worker's no more, or was asked to stop
  void enterChunk(Work work, Duration idle) throws SQLException {
    String sql =
        """
        select exists (select from import_cancellation where job = number),
               set_config('idle_in_transaction_session_timeout', ?, true)
        from import_job where number = ? and claim = ? and state = 'running'
        """;
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setString(1, String.valueOf(idle.toMillis()));
      query.setLong(2, work.number());
      query.setLong(3, work.claim());
      stopUnlessMine(query);
    }
  }

  /// Last statement of a chunk's transaction, and its fence: of all who believe to be working on
  /// the chunk after `from` one commits.
  ///
  /// @throws ImportStopped when it is another
  void progress(Work work, long from, long to, long bytesRead, Counts counts) throws SQLException {
    String sql =
        """
        update import_job
        set done_position = ?, bytes_read = ?, created = created + ?, updated = updated + ?,
            unchanged = unchanged + ?, older = older + ?, deleted = deleted + ?,
            absent = absent + ?, rejected = rejected + ?, waiting = null, revision = revision + 1
        where number = ? and claim = ? and done_position = ? and state = 'running'
        """;
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setLong(1, to);
      update.setLong(2, bytesRead);
      int at = 3;
      for (var kind : OutcomeKind.values()) {
        update.setLong(at++, counts.of(kind));
      }
      update.setLong(at++, work.number());
      update.setLong(at++, work.claim());
      update.setLong(at, from);
      if (update.executeUpdate() != 1) {
        throw new ImportStopped(ImportStopped.Why.FENCED);
      }
    }
  }

  /// Notes what the job waits for.
  ///
  /// @throws ImportStopped when it is this worker's no more, or was asked to stop
  void waiting(Work work, String what) throws SQLException {
    String sql =
        """
        update import_job
        set waiting = ?, revision = revision + (waiting is distinct from ?)::int
        where number = ? and claim = ? and state = 'running'
        returning exists (select from import_cancellation where job = number)
        """;
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, what);
      update.setString(2, what);
      update.setLong(3, work.number());
      update.setLong(4, work.claim());
      stopUnlessMine(update);
    }
  }

  /// A row says that the job is this worker's, its first column whether it is to be cancelled.
  private static void stopUnlessMine(PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      if (!row.next()) {
        throw new ImportStopped(ImportStopped.Why.FENCED);
      }
      if (row.getBoolean(1)) {
        throw new ImportStopped(ImportStopped.Why.CANCELLED);
      }
    }
  }

  /// Ends the job.
  ///
  /// @throws ImportStopped when it is this worker's no more
  void end(Work work, JobState state, @Nullable String problem) throws SQLException {
    String sql =
        """
        update import_job
        set state = ?, problem = ?::jsonb, waiting = null, ended_at = clock_timestamp(),
            bytes_read = case ? when 'finished' then bytes else bytes_read end,
            revision = revision + 1
        where number = ? and claim = ? and state = 'running'
        """;
    try (var connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, state.label());
      update.setString(2, problem);
      update.setString(3, state.label());
      update.setLong(4, work.number());
      update.setLong(5, work.claim());
      if (update.executeUpdate() != 1) {
        throw new ImportStopped(ImportStopped.Why.FENCED);
      }
    }
  }
}
