package org.livingevidence.gateway.change;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/// Writes the feed.
public final class ChangeStore {
  private ChangeStore() {}

  /// Appends changes, moves the versions of the conditions and marks their summaries as due, in one
  /// round trip.
  public static void append(Connection connection, List<ChangeRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    int entries = rows.stream().mapToInt(row -> row.conditions().size()).sum();
    Long[] positions = new Long[rows.size()];
    Timestamp[] times = new Timestamp[rows.size()];
    String[] kinds = new String[rows.size()];
    String[] paths = new String[rows.size()];
    String[] causes = new String[rows.size()];
    String[] conditions = new String[entries];
    Long[] at = new Long[entries];
    int n = 0;
    for (int i = 0; i < rows.size(); i++) {
      ChangeRow row = rows.get(i);
      positions[i] = row.position();
      times[i] = Timestamp.from(row.at());
      kinds[i] = row.kind().label();
      paths[i] = String.join("\n", row.changedPaths());
      causes[i] = row.cause().toString();
      for (String condition : row.conditions()) {
        conditions[n] = condition;
        at[n++] = row.position();
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with appended as (
              insert into change (position, at, kind, changed_paths, cause)
              select c.position, c.at, c.kind, string_to_array(c.paths, E'\\n'), c.cause::jsonb
              from unnest(?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                as c (position, at, kind, paths, cause)
            ), entry as (
              select e.condition_id collate "C" as condition_id, e.position
              from unnest(?::text[], ?::bigint[]) as e (condition_id, position)
            ), entered as (
              insert into change_condition (condition_id, position)
              select condition_id, position from entry
            ), latest as (
              select condition_id, max(position) as position
              from entry group by condition_id order by condition_id
            ), versioned as (
              insert into condition_version (condition_id, position)
              select condition_id, position from latest
              on conflict (condition_id) do update set position = excluded.position
            )
            insert into condition_view_due (condition_id, position)
            select condition_id, position from latest
            on conflict (condition_id) do update set position = excluded.position
            """)) {
      statement.setArray(1, connection.createArrayOf("bigint", positions));
      statement.setArray(2, connection.createArrayOf("timestamptz", times));
      statement.setArray(3, connection.createArrayOf("text", kinds));
      statement.setArray(4, connection.createArrayOf("text", paths));
      statement.setArray(5, connection.createArrayOf("text", causes));
      statement.setArray(6, connection.createArrayOf("text", conditions));
      statement.setArray(7, connection.createArrayOf("bigint", at));
      statement.executeUpdate();
    }
  }

  /// Removes the oldest changes beyond those to keep, a bounded number at a time. The horizon moves
  /// with them, so that a reader who asks for something older learns that it is gone.
  ///
  /// @param keep how many positions back from `position` remain
  /// @return how many were removed
  public static int prune(Connection connection, long position, long keep, int atMost)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with gone as (
              select position from change where position <= ? order by position limit ?
            ), entries as (
              delete from change_condition e using gone g where e.position = g.position
            ), moved as (
              update change_horizon set position = (select max(position) from gone)
              where exists (select from gone)
            ), removed as (
              delete from change c using gone g where c.position = g.position returning 1
            )
            select count(*) from removed
            """)) {
      statement.setLong(1, position - keep);
      statement.setInt(2, atMost);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
