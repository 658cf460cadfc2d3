package org.livingevidence.gateway.projection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/// The schemas `g<N>` that hold the derived tables. A reader finds the live one and reads it in one
/// snapshot. The schema left behind is dropped some time after a switch, so a reader that is slower
/// still meets a missing table ([#isGone]) and begins again.
public final class GenerationSchema {
  /// Raised with every change of the derived tables, or of what follows from the events.
  static final int REVISION = 4;

  private static final String MISSING =
      """
      alter table topic_name add column if not exists loose_key text collate "C" not null default '';
      alter table condition_citation add column if not exists textual boolean not null default false;
      alter table drug add column if not exists class_key text collate "C";
      alter table drug add column if not exists restricted_classes text[] not null default '{}';
      """;

  private GenerationSchema() {}

  /// The live generation's number. The first one is created before requests are served, so there is
  /// always one.
  public static int live(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select generation from projector")) {
      row.next();
      return row.getInt(1);
    }
  }

  /// Whether a statement failed because its generation was dropped meanwhile.
  public static boolean isGone(SQLException e) {
    return "42P01".equals(e.getSQLState()) || "3F000".equals(e.getSQLState());
  }

  /// Creates a generation's schema and tables in the connection's transaction.
  public static void create(Connection connection, int generation) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema g" + generation);
      use(connection, generation);
      statement.execute(ddl());
      note(statement, generation);
    }
  }

  /// Adds, empty, what an older generation lacks, so that it can be read and written until it is
  /// rebuilt.
  ///
  /// @return whether it was older
  static boolean complete(Connection connection, int generation) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "select obj_description(to_regnamespace('g%d')::oid, 'pg_namespace') = 'revision %d'"
                  .formatted(generation, REVISION))) {
        row.next();
        if (row.getBoolean(1)) {
          return false;
        }
      }
      use(connection, generation);
      statement.execute(MISSING);
      statement.execute(
          ddl()
              .replace("create table ", "create table if not exists ")
              .replace("create index ", "create index if not exists "));
      note(statement, generation);
      return true;
    }
  }

  private static void note(Statement statement, int generation) throws SQLException {
    statement.execute("comment on schema g%d is 'revision %d'".formatted(generation, REVISION));
  }

  private static String ddl() {
    try (InputStream resource =
        GenerationSchema.class.getResourceAsStream("/db/generation/generation.sql")) {
      return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts a generation's tables first for the rest of the connection's transaction.
  public static void use(Connection connection, int generation) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local search_path = g" + generation + ", public");
    }
  }
}
