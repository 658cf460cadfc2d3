package org.livingevidence.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Opens the relay's own connections, straight to the database and through no pool.
///
/// @param timeout the longest wait for an answer, and the longest a transaction may stand idle: the
///     database then ends it, so that a stopped process holds nothing
record DirectConnections(String url, String user, @Nullable String password, Duration timeout) {

  /// The session that holds the lock and listens. It may be idle for so long and no longer.
  Connection openLockSession(Duration sessionTimeout) throws SQLException {
    Connection connection = open("relay lock");
    return prepared(
        connection, "set idle_session_timeout = '%dms'".formatted(sessionTimeout.toMillis()));
  }

  /// The session of the snapshots.
  Connection openReader() throws SQLException {
    Connection connection = open("relay reader");
    prepared(connection, idleInTransaction());
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    return connection;
  }

  /// The session that settles what was acknowledged. A settlement that a crash of the database
  /// forgets is a repeated event, which is harmless: it need not wait for the disk.
  Connection openWriter() throws SQLException {
    Connection connection = open("relay writer");
    prepared(connection, idleInTransaction());
    return prepared(connection, "set synchronous_commit = off");
  }

  private String idleInTransaction() {
    return "set idle_in_transaction_session_timeout = '%dms'".formatted(timeout.toMillis());
  }

  private Connection open(String purpose) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", purpose);
    properties.setProperty("tcpKeepAlive", "true");
    String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    return DriverManager.getConnection(url, properties);
  }

  private static Connection prepared(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
