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

/// The names of Mondo diseases, and the MeSH topics that have them too: the table `mondo_label`.
@Singleton
class MondoLabels {
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
      Neighbours.ids(connection, CLEAR_LABELS, labels.keySet());
      PartStore.insert(connection, WRITE_LABELS, rows);
    }
    return !same;
  }

  /// @return the Mondo diseases that these names or these diseases may concern
  Set<String> called(Connection connection, Collection<String> keys, Collection<String> mondoIds)
      throws SQLException {
    return Neighbours.query(connection, CALLED, List.of(keys, keys, mondoIds, keys));
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
}
