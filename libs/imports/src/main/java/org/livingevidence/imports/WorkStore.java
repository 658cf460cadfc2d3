package org.livingevidence.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `import_job` for the workers. Every statement after the claim names it: a worker that
// lost its
/// job to another changes nothing more.
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

  /// First statement of a chunk's transaction: locks the job's row if it is still this worker's and
  // stands
  /// where the worker believes.
  ///
  /// @throws ImportStopped when it is not, or was asked to stop
  void enterChunk(Work work, long donePosition) throws SQLException {
    String sql =
        """
        update import_job set revision = revision + 1, waiting = null
        where number = ? and claim = ? and done_position = ? and state = 'running'
        returning cancel_requested
        """;
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setLong(1, work.number());
      update.setLong(2, work.claim());
      update.setLong(3, donePosition);
      try (var row = update.executeQuery()) {
        if (!row.next()) {
          throw new ImportStopped(ImportStopped.Why.FENCED);
        }
        if (row.getBoolean(1)) {
          throw new ImportStopped(ImportStopped.Why.CANCELLED);
        }
      }
    }
  }

  /// Last statement of a chunk's transaction.
  void progress(Work work, long donePosition, long bytesRead, Counts counts) throws SQLException {
    String sql =
        """
        update import_job
        set done_position = ?, bytes_read = ?, created = created + ?, updated = updated + ?,
            unchanged = unchanged + ?, older = older + ?, deleted = deleted + ?,
            absent = absent + ?, rejected = rejected + ?
        where number = ? and claim = ?
        """;
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setLong(1, donePosition);
      update.setLong(2, bytesRead);
      int at = 3;
      for (var kind : OutcomeKind.values()) {
        update.setLong(at++, counts.of(kind));
      }
      update.setLong(at++, work.number());
      update.setLong(at, work.claim());
      update.executeUpdate();
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
        returning cancel_requested
        """;
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, what);
      update.setString(2, what);
      update.setLong(3, work.number());
      update.setLong(4, work.claim());
      try (var row = update.executeQuery()) {
        if (!row.next()) {
          throw new ImportStopped(ImportStopped.Why.FENCED);
        }
        if (row.getBoolean(1)) {
          throw new ImportStopped(ImportStopped.Why.CANCELLED);
        }
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
