package org.livingevidence.gateway.intake.citation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.livingevidence.gateway.intake.Columns;

/// The retracted publications by every id that a reference may name them by, and who refers to
/// them.
final class RetractionStore {
  private static final String HELD =
      "select citation_id, key from retracted_key where citation_id = any (?)";

  private static final String ADD =
      "insert into retracted_key (citation_id, key) select * from unnest(?::text[], ?::text[])";

  private static final String REMOVE =
      """
      delete from retracted_key k using unnest(?::text[], ?::text[]) as g (citation_id, key)
       where k.citation_id = g.citation_id and k.key = g.key
      """;

  /// One look into the index for all keys, whatever the planner knows of the table: joined key
  /// by key it read every publication whole while statistics were young, five seconds for
  /// eight thousand. A doubled question mark is one that is no parameter: whether the list
  /// holds any of the keys, and which.
  private static final String CITING =
      """
      with named as materialized (
        select id, data -> 'cites' as cites from citation where data -> 'cites' ??| ?::text[])
      select distinct r.citation_id, l.condition_id
        from named p
        join unnest(?::text[], ?::text[]) as r (citation_id, key) on p.cites ?? r.key
        join condition_citation l on l.citation_id = p.id
      """;

  private RetractionStore() {}

  private record Key(String citation, String key) {}

  /// Replaces the keys of publications that are, or were, retracted.
  ///
  /// @param wanted by id; empty for one that is retracted no longer
  /// @return the conditions of the publications that refer to each, by its id
  static Map<String, Set<String>> replace(Connection connection, Map<String, Set<String>> wanted)
      throws SQLException {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, Set<String>> held = held(connection, wanted.keySet());
    List<Key> all = new ArrayList<>();
    List<Key> added = new ArrayList<>();
    List<Key> gone = new ArrayList<>();
    wanted.forEach(
        (citation, keys) -> {
          Set<String> old = held.getOrDefault(citation, Set.of());
          Set<String> both = new TreeSet<>(old);
          both.addAll(keys);
          for (String key : both) {
            Key one = new Key(citation, key);
            all.add(one);
            if (!old.contains(key)) {
              added.add(one);
            } else if (!keys.contains(key)) {
              gone.add(one);
            }
          }
        });
    write(connection, ADD, added);
    write(connection, REMOVE, gone);
    return citing(connection, all);
  }

  private static Map<String, Set<String>> held(Connection connection, Set<String> citations)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HELD)) {
      statement.setArray(1, connection.createArrayOf("text", citations.toArray()));
      return pairs(statement);
    }
  }

  private static Map<String, Set<String>> citing(Connection connection, List<Key> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return Map.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(CITING)) {
      statement.setArray(1, Columns.text(connection, keys, Key::key));
      bind(connection, statement, 2, keys);
      return pairs(statement);
    }
  }

  private static Map<String, Set<String>> pairs(PreparedStatement statement) throws SQLException {
    Map<String, Set<String>> pairs = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        pairs.computeIfAbsent(row.getString(1), id -> new HashSet<>()).add(row.getString(2));
      }
    }
    return pairs;
  }

  private static void write(Connection connection, String sql, List<Key> keys) throws SQLException {
    if (!keys.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bind(connection, statement, 1, keys);
        statement.executeUpdate();
      }
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int first, List<Key> keys)
      throws SQLException {
    statement.setArray(first, Columns.text(connection, keys, Key::citation));
    statement.setArray(first + 1, Columns.text(connection, keys, Key::key));
  }
}
