package org.livingevidence.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// Throws away what has outlived its retention: bodies, then jobs with their outcomes, and
/// uploads that were never completed. A few jobs in a transaction.
@ApplicationScoped
class Sweep {
  private static final int AT_ONCE = 20;

  private final DataSource database;
  private final ImportsConfig config;
  private long lastNanos;
  private boolean swept;

  Sweep(DataSource database, ImportsConfig config) {
    this.database = database;
    this.config = config;
  }

  /// Sweeps when `sweep` has passed since the last time. Called by one thread.
  void whenDue() throws SQLException {
    if (swept && System.nanoTime() - lastNanos < config.sweep().toNanos()) {
      return;
    }
    sweep();
    swept = true;
    lastNanos = System.nanoTime();
  }

  void sweep() throws SQLException {
    abandoned();
    outlived(
        """
        delete from import_spool where job in (
          select number from import_job j
          where ended_at < clock_timestamp() - make_interval(secs => ?)
            and number not in (select number from import_job order by number desc limit ?)
            and exists (select from import_spool s where s.job = j.number)
          order by number limit ?)
        """,
        config.spoolRetention());
    outlived(
        """
        delete from import_job where number in (
          select number from import_job
          where ended_at < clock_timestamp() - make_interval(secs => ?)
            and number not in (select number from import_job order by number desc limit ?)
          order by number limit ?)
        """,
        config.retention());
  }

  private void outlived(String sql, Duration retention) throws SQLException {
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement(sql)) {
      do {
        delete.setDouble(1, retention.toSeconds());
        delete.setInt(2, config.keptAtLeast());
        delete.setInt(3, AT_ONCE);
      } while (delete.executeUpdate() > 0);
    }
  }

  private void abandoned() throws SQLException {
    String sql =
        """
        delete from import_job
        where state = 'receiving' and created_at < clock_timestamp() - make_interval(secs => ?)
        """;
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement(sql)) {
      delete.setDouble(1, config.abandonedAfter().toSeconds());
      delete.executeUpdate();
    }
  }
}
