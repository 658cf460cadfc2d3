package org.livingevidence.citations.topic.part;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.livingevidence.citations.topic.Topic;

/// Which topic depends on which: the tables `mesh_name`, `topic_heading` and `mondo_label`.
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

  private static final String LABELS =
      """
      select topic_id, name_key from mondo_label where topic_id = any (?)
      """;

  private static final String CLEAR_LABELS =
      """
      delete from mondo_label where topic_id = any (?)
      """;

  private static final String WRITE_LABELS =
      """
      insert into mondo_label (topic_id, name_key)
      select l.topic_id, l.name_key from unnest(?::text[], ?::text[]) as l (topic_id, name_key)
      """;

  /// The Mondo diseases of these names, and those whose names are of the same MeSH topics.
  private static final String CALLED =
      """
      with called as (
        select topic_id, name_key from mondo_label
         where name_key = any (?) or name_key || 's' = any (?) or topic_id = any (?))
      select topic_id from called
      union
      select other.topic_id
        from (select name_key from called union select unnest(?)) named
        join mesh_name own on own.name_key = named.name_key
        join mesh_name theirs on theirs.topic_id = own.topic_id
        join mondo_label other on other.name_key = theirs.name_key
      """;

  /// Per disease and MeSH condition that has its name: whether as its preferred one, in the plural
  /// too, and how many such diseases have an entry term of that condition for a name.
  private static final String MERGING =
      """
      with having_name as (
        select l.topic_id, l.name_key, m.topic_id as mesh_id, bool_or(m.preferred) as preferred
          from mondo_label l
          join mesh_name m on m.name_key in (l.name_key, l.name_key || 's')
          join topic t on t.id = m.topic_id and t.condition
         where l.topic_id = any (?)
         group by l.topic_id, l.name_key, m.topic_id)
      select h.topic_id, h.mesh_id, h.preferred,
             (select count(*)
                from mesh_name e
                join mondo_label o on o.name_key = e.name_key
               where e.topic_id = h.mesh_id and not e.preferred
                 and not exists (
                       select from mesh_name p
                        where p.topic_id = h.mesh_id and p.preferred
                          and p.name_key = o.name_key || 's')) as merged
        from having_name h
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

  /// Notes the names of Mondo diseases that MeSH does not have as its own.
  ///
  /// @param labels by id; empty for one that is none of these any more
  /// @return whether any differs from what was noted
  boolean label(Connection connection, Map<String, String> labels) throws SQLException {
    Map<String, String> before = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LABELS)) {
      statement.setArray(1, connection.createArrayOf("text", labels.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          before.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    List<Object[]> rows = new ArrayList<>();
    labels.forEach(
        (id, label) -> {
          if (!label.isEmpty()) {
            rows.add(new Object[] {id, label});
          }
        });
    boolean same =
        labels.entrySet().stream()
            .allMatch(one -> one.getValue().equals(before.getOrDefault(one.getKey(), "")));
    if (!same) {
      ids(connection, CLEAR_LABELS, labels.keySet());
      PartStore.insert(connection, WRITE_LABELS, rows);
    }
    return !same;
  }

  /// @return the Mondo diseases that these names or these diseases may concern
  Set<String> called(Connection connection, Collection<String> keys, Collection<String> mondoIds)
      throws SQLException {
    return query(connection, CALLED, List.of(keys, keys, mondoIds, keys));
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

  /// See [Around#merging].
  Map<String, Set<String>> merging(Connection connection, Collection<String> mondoIds)
      throws SQLException {
    Map<String, Set<String>> merging = new HashMap<>();
    Set<String> own = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(MERGING)) {
      statement.setArray(1, connection.createArrayOf("text", mondoIds.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (rows.getBoolean(3)) {
            own.add(rows.getString(1));
          } else if (rows.getLong(4) > 1) {
            merging
                .computeIfAbsent(rows.getString(1), id -> new TreeSet<>())
                .add(rows.getString(2));
          }
        }
      }
    }
    own.forEach(merging::remove);
    return merging;
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

  private static Set<String> query(
      Connection connection, String query, List<Collection<String>> arrays) throws SQLException {
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

  private static void ids(Connection connection, String statement, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setArray(1, connection.createArrayOf("text", ids.toArray()));
      prepared.executeUpdate();
    }
  }
}
