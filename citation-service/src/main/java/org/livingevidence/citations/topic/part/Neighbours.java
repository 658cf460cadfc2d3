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
import java.util.TreeSet;
import org.livingevidence.citations.topic.Topic;

/// Which topic depends on which within MeSH: the tables `mesh_name` and `topic_heading`.
@Singleton
class Neighbours {
  private static final String NAMES =
      """
      select topic_id, name_key, preferred from mesh_name where topic_id = any (?)
      """;

  private static final String DELETE_NAMES =
      """
      delete from mesh_name m using unnest(?::text[], ?::text[]) as n (name_key, topic_id)
       where m.name_key = n.name_key and m.topic_id = n.topic_id
      """;

  private static final String WRITE_NAMES =
      """
      insert into mesh_name (name_key, topic_id, preferred)
      select n.name_key, n.topic_id, n.preferred::boolean
        from unnest(?::text[], ?::text[], ?::text[]) as n (name_key, topic_id, preferred)
      on conflict (name_key, topic_id) do update set preferred = excluded.preferred
      """;

  private static final String OWNERS =
      """
      select name_key, topic_id from mesh_name
       where name_key = any (?) and (preferred or not ?)
       order by name_key, topic_id
      """;

  private static final String NAMESAKES =
      """
      select distinct m.topic_id
        from mesh_name m left join mesh_tree t on t.name_key = m.name_key
       where m.name_key = any (?)
         and case when m.preferred then m.topic_id like 'C%' else t.name_key is not null end
      """;

  private static final String RENAMED_IN =
      """
      select distinct m.topic_id
        from mesh_tree t join mesh_name m on m.name_key = t.name_key and not m.preferred
       where t.release = ?
         and not exists (
               select from mesh_name p join mesh_tree o on o.name_key = p.name_key
                where p.topic_id = m.topic_id and p.preferred and o.release = ?)
      """;

  private static final String CLEAR_HEADINGS =
      """
      delete from topic_heading where topic_id = any (?)
      """;

  private static final String WRITE_HEADINGS =
      """
      insert into topic_heading (heading, topic_id)
      select distinct h.heading, h.topic_id
        from unnest(?::text[], ?::text[]) as h (heading, topic_id)
      """;

  private static final String UNDER_HEADINGS =
      """
      select distinct topic_id from topic_heading where heading = any (?)
      """;

  private static final String NUMBERS =
      """
      select topic_id, number from topic_tree where topic_id = any (?) order by number
      """;

  /// @return by key, the topics that have the name
  Map<String, Set<String>> owners(
      Connection connection, Collection<String> keys, boolean preferredOnly) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OWNERS)) {
      statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
      statement.setBoolean(2, preferredOnly);
      Map<String, Set<String>> owners = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          owners.computeIfAbsent(rows.getString(1), key -> new TreeSet<>()).add(rows.getString(2));
        }
      }
      return owners;
    }
  }

  /// Replaces the names of topics.
  ///
  /// @param names by topic and key, whether preferred; no names for a topic that is gone
  /// @return the keys that are new, or gone, or of which something else is now true
  Set<String> rename(Connection connection, Map<String, Map<String, Boolean>> names)
      throws SQLException {
    Map<String, Map<String, Boolean>> before = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(NAMES)) {
      statement.setArray(1, connection.createArrayOf("text", names.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          before
              .computeIfAbsent(rows.getString(1), id -> new HashMap<>())
              .put(rows.getString(2), rows.getBoolean(3));
        }
      }
    }
    Set<String> changed = new TreeSet<>();
    List<Object[]> gone = new ArrayList<>();
    List<Object[]> written = new ArrayList<>();
    names.forEach(
        (id, now) -> {
          Map<String, Boolean> was = before.getOrDefault(id, Map.of());
          was.keySet().stream()
              .filter(key -> !now.containsKey(key))
              .forEach(key -> gone.add(new Object[] {key, id}));
          now.forEach(
              (key, preferred) -> {
                if (!preferred.equals(was.get(key))) {
                  written.add(new Object[] {key, id, preferred.toString()});
                }
              });
        });
    gone.forEach(row -> changed.add(String.valueOf(row[0])));
    written.forEach(row -> changed.add(String.valueOf(row[0])));
    PartStore.insert(connection, DELETE_NAMES, gone);
    PartStore.insert(connection, WRITE_NAMES, written);
    return changed;
  }

  /// Notes the headings that topics map to, by id or by name.
  void map(Connection connection, Map<String, List<String>> headings) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    headings.forEach((id, all) -> all.forEach(one -> rows.add(new Object[] {one, id})));
    ids(connection, CLEAR_HEADINGS, headings.keySet());
    PartStore.insert(connection, WRITE_HEADINGS, rows);
  }

  /// @return the topics that map to any of these headings
  Set<String> under(Connection connection, Collection<String> headings) throws SQLException {
    return query(connection, UNDER_HEADINGS, List.of(headings));
  }

  Map<String, List<String>> numbers(Connection connection, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NUMBERS)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Map<String, List<String>> numbers = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          numbers
              .computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
              .add(rows.getString(2));
        }
      }
      return numbers;
    }
  }

  /// @return supplementary concepts of these names, and topics that have one of them among their
  ///     entry terms where a yearly table has it too
  Set<String> namesakes(Connection connection, Collection<String> keys) throws SQLException {
    return query(connection, NAMESAKES, List.of(keys));
  }

  /// @return the topics of which this release of the yearly tables has only an entry term
  Set<String> renamedIn(Connection connection, String release) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RENAMED_IN)) {
      statement.setString(1, release);
      statement.setString(2, release);
      Set<String> found = new TreeSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /// The names of a MeSH topic by their keys, and whether it is called so rather than also.
  static Map<String, Boolean> names(Topic topic, Collection<String> preferred) {
    Map<String, Boolean> names = new HashMap<>();
    topic.synonyms().forEach(synonym -> names.put(MeshMerge.key(synonym), false));
    preferred.forEach(name -> names.put(MeshMerge.key(name), true));
    for (String name : new String[] {topic.name(), topic.naturalName()}) {
      if (name != null) {
        names.put(MeshMerge.key(name), true);
      }
    }
    names.remove("");
    return names;
  }

  /// @param arrays the values of the query's parameters
  /// @return its first column
  static Set<String> query(Connection connection, String query, List<Collection<String>> arrays)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < arrays.size(); i++) {
        statement.setArray(i + 1, connection.createArrayOf("text", arrays.get(i).toArray()));
      }
      Set<String> found = new TreeSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /// Runs a statement on ids.
  static void ids(Connection connection, String statement, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setArray(1, connection.createArrayOf("text", ids.toArray()));
      prepared.executeUpdate();
    }
  }
}
