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
    }
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
