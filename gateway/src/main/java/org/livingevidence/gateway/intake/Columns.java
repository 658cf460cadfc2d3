package org.livingevidence.gateway.intake;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows as one SQL array per column, for statements that take a batch by `unnest`.
public final class Columns {
  private Columns() {}

  /// A text column.
  public static <R> Array text(
      Connection connection, List<R> rows, Function<R, @Nullable String> value)
      throws SQLException {
    return of(connection, "text", rows, value);
  }

  /// A boolean column.
  public static <R> Array flag(Connection connection, List<R> rows, Function<R, Boolean> value)
      throws SQLException {
    return of(connection, "boolean", rows, value);
  }

  /// An integer column.
  public static <R> Array number(Connection connection, List<R> rows, Function<R, Long> value)
      throws SQLException {
    return of(connection, "bigint", rows, value);
  }

  private static <R> Array of(
      Connection connection,
      String type,
      List<R> rows,
      Function<R, ? extends @Nullable Object> value)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    return connection.createArrayOf(type, values);
  }
}
