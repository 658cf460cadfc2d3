package org.livingevidence.citations.search;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What queries may call a topic, and what lies below it: read when a query is, so that no change
/// of topics makes anybody index citations again.
@Singleton
class SearchNames {
  private static final String BY_NAME =
      """
      select m.name_key, m.topic_id, m.preferred, now.id, now.data ->> 'name',
             now.data ->> 'kind' = 'supplementary'
        from mesh_name m
        join topic t on t.id = m.topic_id
        join topic now on now.id = coalesce(t.data ->> 'replacedBy', t.id)
       where m.name_key = any (?)
       order by m.name_key, m.preferred desc, m.topic_id
      """;

  private static final String BY_ID =
      """
      select lower(t.id), t.id, true, now.id, now.data ->> 'name',
             now.data ->> 'kind' = 'supplementary'
        from topic t
        join topic now on now.id = coalesce(t.data ->> 'replacedBy', t.id)
       where t.id = any (?)
       order by 1
      """;

  /// Tree numbers below `C05.550` lie from `C05.550.` up to `C05.550/`.
  private static final String NARROWER =
      """
      select t.id, t.data ->> 'name'
        from topic t
       where t.id in (
               select below.topic_id
                 from topic_tree own
                 join topic_tree below
                   on below.number > own.number || '.' and below.number < own.number || '/'
                where own.topic_id = ?)
         and t.id <> ?
       order by t.id
       limit ?
      """;

  /// Substances, by the actions that MeSH says they have.
  private static final String ACTING =
      """
      select t.id, coalesce(t.data ->> 'name', t.id), t.data ->> 'kind' = 'supplementary'
        from topic t
       where t.data -> 'pharmacologicalActions' @> any (?::jsonb[])
       order by t.id
       limit ?
      """;

  /// From one of the citations that print a heading's name: the id beside it.
  private static final String PRINTED =
      """
      select h.heading ->> 'id'
        from (select s.id from citation_search s where s.terms @@ ?::tsquery limit 5) s
        join citation c on c.id = s.id
       cross join lateral jsonb_array_elements(c.data -> 'headings') as h (heading)
       where lower(h.heading ->> 'name') = ? and h.heading ->> 'id' is not null
       limit 1
      """;

  private static final String NAMES =
      """
      select id, coalesce(data ->> 'name', id) from topic where id = any (?)
      """;

  private final DataSource dataSource;

  SearchNames(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// A topic that a name stands for.
  ///
  /// @param formerly the id of the topic that it took the place of; its own when of none
  /// @param preferred whether the name is its main one
  record Named(String id, String formerly, String name, boolean preferred, boolean supplementary) {}

  /// A topic below another.
  record Narrower(String id, String name) {}

  /// A substance that acts in a certain way.
  record Acting(String id, String name, boolean supplementary) {}

  /// The form in which names are looked up.
  static String key(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace('’', '\'')
        .replaceAll("[\\s\\u00a0]+", " ")
        .replaceAll("^[ ,;.]+|[ ,;.]+$", "");
  }

  /// @param keys names or ids, see [#key]
  /// @return the topics that each stands for, those first whose main name it is
  Map<String, List<Named>> named(Collection<String> keys) throws SQLException {
    Map<String, List<Named>> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    List<String> ids = new ArrayList<>();
    for (String key : keys) {
      if (key.matches("[cdq]\\d{3,12}")) {
        ids.add(key.toUpperCase(Locale.ROOT));
      }
    }
    try (Connection connection = dataSource.getConnection()) {
      read(connection, BY_NAME, keys, found);
      if (!ids.isEmpty()) {
        read(connection, BY_ID, ids, found);
      }
    }
    return found;
  }

  private static void read(
      Connection connection, String sql, Collection<String> keys, Map<String, List<Named>> found)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(5);
          found
              .computeIfAbsent(rows.getString(1), key -> new ArrayList<>())
              .add(
                  new Named(
                      rows.getString(4),
                      rows.getString(2),
                      name == null ? rows.getString(4) : name,
                      rows.getBoolean(3),
                      rows.getBoolean(6)));
        }
      }
    }
  }

  /// @return at most `most` topics below this one in any tree
  List<Narrower> narrower(String id, int most) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(NARROWER)) {
      select.setString(1, id);
      select.setString(2, id);
      select.setInt(3, most);
      List<Narrower> below = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          @Nullable String name = rows.getString(2);
          below.add(new Narrower(rows.getString(1), name == null ? rows.getString(1) : name));
        }
      }
      return below;
    }
  }

  /// @param actions ids of topics, which hold nothing that JSON would escape
  /// @return at most `most` substances that have one of these pharmacological actions
  List<Acting> acting(Collection<String> actions, int most) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ACTING)) {
      Object[] wanted = actions.stream().map(id -> "[{\"id\": \"" + id + "\"}]").toArray();
      select.setArray(1, connection.createArrayOf("text", wanted));
      select.setInt(2, most);
      List<Acting> acting = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          acting.add(new Acting(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
        }
      }
      return acting;
    }
  }

  /// @return the id that citations print beside a heading's name; null when none does
  @Nullable String printed(String name) throws SQLException {
    Criterion.Coded printed =
        new Criterion.Coded(Code.HEADING, List.of("=" + SearchWords.joined(name)), false);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(PRINTED)) {
      SearchStatement.bind(
          select, SqlCondition.of(new Expression.Leaf("", "", printed)).parameters());
      select.setString(2, name.toLowerCase(Locale.ROOT));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  /// @return the names of these topics, of those that are known
  Map<String, String> names(Collection<String> ids) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(NAMES)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Map<String, String> names = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          names.put(rows.getString(1), rows.getString(2));
        }
      }
      return names;
    }
  }
}
