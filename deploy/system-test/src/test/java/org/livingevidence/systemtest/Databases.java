package org.livingevidence.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The databases of a running stack, as the one who administers the server sees them.
final class Databases {
  private final RunningStack stack;

  Databases(RunningStack stack) {
    this.stack = stack;
  }

  private Connection connect(String database) throws SQLException, IOException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + (stack.portBase() + 3) + "/" + database,
        "postgres",
        Files.readString(stack.data().resolve("secrets/postgres.password")).strip());
  }

  /// Keeps a consistent copy of a database beside it.
  void backUp(String database) throws SQLException, IOException {
    execute(
        "postgres",
        "alter database %s with allow_connections false".formatted(database),
        disconnect(database),
        "create database %1$s_backup template %1$s owner %1$s".formatted(database),
        "revoke all on database %s_backup from public".formatted(database),
        "alter database %s with allow_connections true".formatted(database));
  }

  /// Puts the copy in the database's place.
  void restore(String database) throws SQLException, IOException {
    execute(
        "postgres",
        "drop database %s with (force)".formatted(database),
        "alter database %1$s_backup rename to %1$s".formatted(database));
  }

  private static String disconnect(String database) {
    return "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '%s'"
        .formatted(database);
  }

  void execute(String database, String... statements) throws SQLException, IOException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String one(String database, String sql) throws SQLException, IOException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
