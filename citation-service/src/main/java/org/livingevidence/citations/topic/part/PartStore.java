package org.livingevidence.citations.topic.part;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.source.SourcePosition;
import org.livingevidence.citations.topic.Topic;

/// The tables `topic_part`, `mesh_tree` and `mesh_tree_release`: what sources said.
@Singleton
class PartStore {
  private static final String READ =
      """
      select topic_id, source, position, deletion, release, names, data::text
        from topic_part
       where topic_id = any (?)
       order by topic_id, source
      """;

  private static final String WRITE =
      """
      insert into topic_part (topic_id, source, position, deletion, release, names, data)
      select p.topic_id, p.source, p.position, p.deletion, p.release,
             string_to_array(p.names, E'\\n'), p.data::jsonb
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
             as p (topic_id, source, position, deletion, release, names, data)
      on conflict (topic_id, source) do update
         set position = excluded.position, deletion = excluded.deletion,
             release = excluded.release, names = excluded.names, data = excluded.data
      """;

  private static final String DROP =
      """
      delete from topic_part where source = ? and topic_id = any (?)
      """;

  private static final String READ_TREES =
      """
      select name_key, release, numbers, position from mesh_tree where name_key = any (?)
      """;

  private static final String WRITE_TREES =
      """
      insert into mesh_tree (name_key, release, numbers, position)
      select t.name_key, t.release, string_to_array(t.numbers, ' '), t.position
        from unnest(?::text[], ?::text[], ?::text[], ?::text[])
             as t (name_key, release, numbers, position)
      on conflict (name_key) do update
         set release = excluded.release, numbers = excluded.numbers, position = excluded.position
      """;

  private static final String END_TREE =
      """
      insert into mesh_tree_release (release) values (?) on conflict do nothing
      """;

  private static final String WHOLE_RELEASES = "select release from mesh_tree_release";

  /// Statements on topics come one transaction at a time: a topic may depend on others that the
  /// same files bring, and two that come at once must not miss each other.
  private static final String ALONE = "select pg_advisory_xact_lock(7305142)";

  /// A row of a yearly table as it is kept.
  record TreeHeld(String key, String release, List<String> numbers, String position) {}

  void alone(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALONE)) {
      statement.execute();
    }
  }

  /// @return by id, then by source
  Map<String, Map<String, Held>> read(Connection connection, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Map<String, Map<String, Held>> found = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Held held =
              new Held(
                  rows.getString(1),
                  rows.getString(2),
                  new SourcePosition(rows.getString(3)),
                  position(rows.getString(4)),
                  rows.getString(5),
                  Set.of((String[]) rows.getArray(6).getArray()),
                  StateJson.read(rows.getString(7), Topic.class));
          found.computeIfAbsent(held.id(), id -> new TreeMap<>()).put(held.source(), held);
        }
      }
      return found;
    }
  }

  private static @Nullable SourcePosition position(@Nullable String text) {
    return text == null ? null : new SourcePosition(text);
  }

  void write(Connection connection, Collection<Held> parts) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Held part : parts) {
      SourcePosition deletion = part.deletion();
      rows.add(
          new @Nullable Object[] {
            part.id(),
            part.source(),
            part.position().text(),
            deletion == null ? null : deletion.text(),
            part.release(),
            String.join("\n", part.names()),
            StateJson.write(part.topic())
          });
    }
    insert(connection, WRITE, rows);
  }

  void drop(Connection connection, String source, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DROP)) {
      statement.setString(1, source);
      statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
      statement.executeUpdate();
    }
  }

  Map<String, TreeHeld> trees(Connection connection, Collection<String> keys) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ_TREES)) {
      statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
      Map<String, TreeHeld> found = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(
              rows.getString(1),
              new TreeHeld(
                  rows.getString(1),
                  rows.getString(2),
                  List.of((String[]) rows.getArray(3).getArray()),
                  rows.getString(4)));
        }
      }
      return found;
    }
  }

  void writeTrees(Connection connection, Collection<TreeHeld> trees) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (TreeHeld tree : trees) {
      rows.add(
          new Object[] {
            tree.key(), tree.release(), String.join(" ", tree.numbers()), tree.position()
          });
    }
    insert(connection, WRITE_TREES, rows);
  }

  /// @return whether it had not been noted before
  boolean endTree(Connection connection, String release) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END_TREE)) {
      statement.setString(1, release);
      return statement.executeUpdate() > 0;
    }
  }

  Set<String> wholeReleases(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WHOLE_RELEASES);
        ResultSet rows = statement.executeQuery()) {
      Set<String> releases = new java.util.TreeSet<>();
      while (rows.next()) {
        releases.add(rows.getString(1));
      }
      return releases;
    }
  }

  /// Runs a statement that takes one array for each column.
  static void insert(Connection connection, String statement, List<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    int columns = rows.getFirst().length;
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int column = 0; column < columns; column++) {
        int at = column;
        prepared.setArray(
            column + 1,
            connection.createArrayOf("text", rows.stream().map(row -> row[at]).toArray()));
      }
      prepared.executeUpdate();
    }
  }
}
