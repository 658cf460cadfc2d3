package org.livingevidence.gateway.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests for rebuilds and how they went. At most one is open.
public final class RebuildStore {
  private RebuildStore() {}

  /// A rebuild.
  ///
  /// @param forced whether it is switched to however little it holds
  /// @param state `requested`, `running`, `waiting` (for the owners to emit again), `switched`,
  ///     `failed` or `abandoned`
  /// @param generation the schema it is made in; null before it begins
  /// @param detail what it waits for or why it failed
  /// @param changed how many conditions had other content; null before the switch
  public record Rebuild(
      long id,
      String reason,
      String requestedBy,
      Instant requestedAt,
      boolean forced,
      String state,
      @Nullable Integer generation,
      @Nullable String detail,
      @Nullable Long changed) {}

  /// Asks for a rebuild; one that is open already is joined.
  ///
  /// @return the open rebuild
  public static Rebuild request(
      Connection connection, String reason, String requestedBy, boolean forced)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into public.rebuild as r (reason, requested_by, forced) values (?, ?, ?)
            on conflict ((true)) where state in ('requested', 'running', 'waiting')
            do update set forced = r.forced or excluded.forced
            returning id, reason, requested_by, requested_at, forced, state, generation, detail, changed
            """)) {
      statement.setString(1, reason);
      statement.setString(2, requestedBy);
      statement.setBoolean(3, forced);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return read(row);
      }
    }
  }

  /// The open rebuild, or null.
  public static @Nullable Rebuild open(Connection connection) throws SQLException {
    List<Rebuild> open = select(connection, "where state in ('requested', 'running', 'waiting')");
    return open.isEmpty() ? null : open.getFirst();
  }

  /// The last few, newest first.
  public static List<Rebuild> latest(Connection connection) throws SQLException {
    return select(connection, "order by id desc limit 10");
  }

  /// Records that a rebuild begins in a schema.
  public static void begin(Connection connection, long id, int generation) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update public.rebuild set state = 'running', generation = ? where id = ?")) {
      statement.setInt(1, generation);
      statement.setLong(2, id);
      statement.executeUpdate();
    }
  }

  /// Records that a rebuild goes on, or waits and for what.
  public static void progress(Connection connection, long id, String state, @Nullable String detail)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update public.rebuild set state = ?, detail = ? where id = ?")) {
      statement.setString(1, state);
      statement.setString(2, detail);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  /// Records the end of a rebuild.
  public static void finish(
      Connection connection, long id, String state, @Nullable String detail, long changed)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update public.rebuild set state = ?, detail = ?, changed = ?, finished_at = now()
            where id = ?
            """)) {
      statement.setString(1, state);
      statement.setString(2, detail);
      statement.setLong(3, changed);
      statement.setLong(4, id);
      statement.executeUpdate();
    }
  }

  private static List<Rebuild> select(Connection connection, String clause) throws SQLException {
    List<Rebuild> rebuilds = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select id, reason, requested_by, requested_at, forced, state, generation, detail, changed
                from public.rebuild\s"""
                    + clause)) {
      while (row.next()) {
        rebuilds.add(read(row));
      }
    }
    return rebuilds;
  }

  private static Rebuild read(ResultSet row) throws SQLException {
    int generation = row.getInt(7);
    boolean noGeneration = row.wasNull();
    long changed = row.getLong(9);
    boolean notChanged = row.wasNull();
    return new Rebuild(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getTimestamp(4).toInstant(),
        row.getBoolean(5),
        row.getString(6),
        noGeneration ? null : generation,
        row.getString(8),
        notChanged ? null : changed);
  }
}
