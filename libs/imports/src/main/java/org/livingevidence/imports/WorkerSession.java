package org.livingevidence.imports;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/// A database session of its own, outside the pool, whose advisory lock says that a worker has a
/// job. The lock goes with the session: at once when the process is killed, after
/// `sessionTimeout` when it is stopped. It decides who works, not who may write: the claim in the
/// row does.
final class WorkerSession implements AutoCloseable {
  /// The upper half of the lock's key, "IMPT"; the job's number is the lower.
  private static final long SPACE = 0x494d5054L << 32;

  private final Connection connection;
  private final long heartbeatNanos;
  private long lastHeartbeat = System.nanoTime();

  /// Where the sessions go, as the service's pool does.
  record Target(String url, String user, String password) {}

  WorkerSession(Target target, Duration heartbeat, Duration timeout) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", target.user());
    properties.setProperty("password", target.password());
    properties.setProperty("ApplicationName", "imports");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", String.valueOf(Math.max(1, timeout.toSeconds())));
    connection = DriverManager.getConnection(target.url(), properties);
    heartbeatNanos = heartbeat.toNanos();
    try (var set = connection.createStatement()) {
      set.execute("set idle_session_timeout = " + timeout.toMillis());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  boolean tryLock(long job) throws SQLException {
    try (var query = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      query.setLong(1, SPACE | job);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  void unlock(long job) throws SQLException {
    try (var query = connection.prepareStatement("select pg_advisory_unlock(?)")) {
      query.setLong(1, SPACE | job);
      query.executeQuery().close();
    }
  }

  /// Shows the database that this worker lives, when it is time again.
  ///
  /// @throws SQLException when the session, and the lock with it, is gone
  void heartbeat() throws SQLException {
    if (System.nanoTime() - lastHeartbeat < heartbeatNanos) {
      return;
    }
    try (var query = connection.createStatement()) {
      query.execute("select 1");
    }
    lastHeartbeat = System.nanoTime();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already, which is all that was wanted.
    }
  }
}
