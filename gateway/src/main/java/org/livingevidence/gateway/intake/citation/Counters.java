package org.livingevidence.gateway.intake.citation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.livingevidence.gateway.intake.Columns;

/// By how much the counters of a table move in one batch. A counter is a row of text columns, its
/// key, and the number `n`; it moves only with a row that it counts, and one that falls to nothing
/// is removed.
final class Counters {
  private final String table;
  private final List<String> key;
  private final Map<List<String>, Long> moves = new HashMap<>();

  /// @param table with the primary key `key` and the column `n`
  Counters(String table, String... key) {
    this.table = table;
    this.key = List.of(key);
  }

  /// Moves a counter.
  ///
  /// @param counter the values of its key, in the order of the columns
  void add(long n, String... counter) {
    moves.merge(List.of(counter), n, Long::sum);
  }

  /// Writes what has moved.
  void write(Connection connection) throws SQLException {
    List<Map.Entry<List<String>, Long>> moved =
        moves.entrySet().stream().filter(move -> move.getValue() != 0).toList();
    String columns = String.join(", ", key);
    String values = String.join(", ", Collections.nCopies(key.size(), "?::text[]"));
    execute(
        connection,
        moved,
        """
        insert into %1$s as c (%2$s, n)
        select * from unnest(%3$s, ?::bigint[])
        on conflict (%2$s) do update set n = c.n + excluded.n
        """
            .formatted(table, columns, values),
        true);
    execute(
        connection,
        moved.stream().filter(move -> move.getValue() < 0).toList(),
        """
        delete from %1$s c using unnest(%3$s) as g (%2$s)
         where %4$s and c.n = 0
        """
            .formatted(
                table,
                columns,
                values,
                key.stream()
                    .map(column -> "c." + column + " = g." + column)
                    .collect(Collectors.joining(" and "))),
        false);
  }

  private void execute(
      Connection connection,
      List<Map.Entry<List<String>, Long>> counters,
      String sql,
      boolean numbers)
      throws SQLException {
    if (counters.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < key.size(); i++) {
        int column = i;
        statement.setArray(
            i + 1, Columns.text(connection, counters, move -> move.getKey().get(column)));
      }
      if (numbers) {
        statement.setArray(
            key.size() + 1, Columns.number(connection, counters, Map.Entry::getValue));
      }
      statement.executeUpdate();
    }
  }
}
