package org.livingevidence.gateway.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/// Opens connections past the pool: a lock and a timeout that belong to a session need a session of
/// one's own.
///
/// @param jdbcUrl the gateway's database, reached without a transaction pooler in between
/// @param user its owner
/// @param password of the owner
record DirectConnections(String jdbcUrl, String user, String password) {
  Connection open(String applicationName) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "5");
    Connection connection = new Driver().connect(jdbcUrl, properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL address: " + jdbcUrl);
    }
    return connection;
  }
}
