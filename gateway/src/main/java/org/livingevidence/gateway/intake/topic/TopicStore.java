package org.livingevidence.gateway.intake.topic;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Columns;
import org.livingevidence.outbox.EventEnvelope;

/// The topics of the connection's generation. Lists of ids travel as lines, since PostgreSQL's
/// arrays of arrays must all be of one length.
final class TopicStore {
  private TopicStore() {}

  /// A topic to be written.
  ///
  /// @param facts null for a deleted one
  record Row(EventEnvelope envelope, @Nullable TopicFacts facts) {}

  /// A direct parent that came or went.
  record ParentChange(String child, String parent, boolean added) {}

  /// Writes topics and their names.
  ///
  /// @return those that became conditions after headings naming them may have been left out
  static Set<String> upsert(Connection connection, List<Row> rows) throws SQLException {
    Set<String> wereOther = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into topic (
              id, version, data_schema, hash, deleted, condition, was_other, scheme, kind, name,
              natural_name, slug, replaced_by, tree_numbers, broader, narrower, data)
            select t.id, t.version, t.data_schema, t.hash, t.deleted, t.condition, t.other, t.scheme,
              t.kind, t.name, t.natural_name, t.slug, t.replaced_by,
              string_to_array(t.tree_numbers, E'\\n'), string_to_array(t.broader, E'\\n'),
              string_to_array(t.narrower, E'\\n'), t.data::jsonb
            from unnest(
              ?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[],
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[])
              as t (id, version, data_schema, hash, deleted, condition, other, scheme, kind, name,
                natural_name, slug, replaced_by, tree_numbers, broader, narrower, data)
            on conflict (id) do update set
              version = excluded.version, data_schema = excluded.data_schema, hash = excluded.hash,
              deleted = excluded.deleted, condition = excluded.condition,
              was_other = (topic.was_other or excluded.was_other) and not excluded.condition,
              scheme = excluded.scheme, kind = excluded.kind, name = excluded.name,
              natural_name = excluded.natural_name, slug = excluded.slug,
              replaced_by = excluded.replaced_by, tree_numbers = excluded.tree_numbers,
              broader = excluded.broader, narrower = excluded.narrower, data = excluded.data
            where excluded.version >= topic.version
            returning new.id, coalesce(old.was_other, false) and new.condition
            """)) {
      int n = 0;
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().subject()));
      statement.setArray(++n, Columns.number(connection, rows, row -> row.envelope().version()));
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().dataSchema()));
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().contentHash()));
      statement.setArray(++n, Columns.flag(connection, rows, row -> row.facts() == null));
      statement.setArray(++n, flags(connection, rows, TopicFacts::condition));
      statement.setArray(++n, flags(connection, rows, TopicFacts::other));
      statement.setArray(++n, facts(connection, rows, TopicFacts::scheme));
      statement.setArray(++n, facts(connection, rows, TopicFacts::kind));
      statement.setArray(++n, facts(connection, rows, TopicFacts::name));
      statement.setArray(++n, facts(connection, rows, TopicFacts::naturalName));
      statement.setArray(++n, facts(connection, rows, TopicFacts::slug));
      statement.setArray(++n, facts(connection, rows, TopicFacts::replacedBy));
      statement.setArray(++n, lines(connection, rows, TopicFacts::treeNumbers));
      statement.setArray(++n, lines(connection, rows, TopicFacts::broader));
      statement.setArray(++n, lines(connection, rows, TopicFacts::narrower));
      statement.setArray(++n, facts(connection, rows, TopicFacts::json));
      try (ResultSet written = statement.executeQuery()) {
        while (written.next()) {
          if (written.getBoolean(2)) {
            wereOther.add(written.getString(1));
          }
        }
      }
    }
    replaceNames(connection, rows);
    return wereOther;
  }

  private static void replaceNames(Connection connection, List<Row> rows) throws SQLException {
    List<String> topics = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Boolean> preferred = new ArrayList<>();
    for (Row row : rows) {
      TopicFacts facts = row.facts();
      if (facts != null && facts.condition()) {
        facts
            .names()
            .forEach(
                (key, name) -> {
                  topics.add(facts.id());
                  keys.add(key);
                  names.add(name);
                  preferred.add(facts.preferred(key));
                });
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement("delete from topic_name where topic_id = any (?)")) {
      statement.setArray(1, Columns.text(connection, rows, row -> row.envelope().subject()));
      statement.executeUpdate();
    }
    if (topics.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into topic_name (topic_id, name_key, name, preferred, loose_key)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[])
            """)) {
      statement.setArray(1, connection.createArrayOf("text", topics.toArray()));
      statement.setArray(2, connection.createArrayOf("text", keys.toArray()));
      statement.setArray(3, connection.createArrayOf("text", names.toArray()));
      statement.setArray(4, connection.createArrayOf("boolean", preferred.toArray()));
      statement.setArray(
          5, connection.createArrayOf("text", keys.stream().map(NameKey::loose).toArray()));
      statement.executeUpdate();
    }
  }

  /// Writes what changed of the direct parents.
  static void moveParents(Connection connection, List<ParentChange> changes) throws SQLException {
    List<ParentChange> added = changes.stream().filter(ParentChange::added).toList();
    List<ParentChange> gone = changes.stream().filter(change -> !change.added()).toList();
    pairs(
        connection,
        gone,
        """
        delete from topic_parent p using unnest(?::text[], ?::text[]) as g (child, parent)
        where p.child = g.child and p.parent = g.parent
        """);
    pairs(
        connection,
        added,
        """
        insert into topic_parent (child, parent)
        select * from unnest(?::text[], ?::text[]) on conflict do nothing
        """);
  }

  private static void pairs(Connection connection, List<ParentChange> changes, String sql)
      throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Columns.text(connection, changes, ParentChange::child));
      statement.setArray(2, Columns.text(connection, changes, ParentChange::parent));
      statement.executeUpdate();
    }
  }

  static Hierarchy load(Connection connection) throws SQLException {
    Hierarchy hierarchy = new Hierarchy();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select t.id, t.condition, t.tree_numbers, t.broader, t.narrower,
                  array(select n.name_key from topic_name n where n.topic_id = t.id order by n.name_key)
                from topic t
                where not t.deleted and (t.condition or t.kind = 'descriptor')
                """)) {
      while (row.next()) {
        if (row.getBoolean(2)) {
          hierarchy.put(
              new Hierarchy.Node(
                  row.getString(1), strings(row, 6), list(row, 3), list(row, 4), list(row, 5)));
        } else {
          hierarchy.putOther(row.getString(1));
        }
      }
    }
    return hierarchy;
  }

  private static List<String> list(ResultSet row, int column) throws SQLException {
    return List.of(strings(row, column));
  }

  private static String[] strings(ResultSet row, int column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }

  private static Array flags(
      Connection connection, List<Row> rows, Function<TopicFacts, Boolean> value)
      throws SQLException {
    return Columns.flag(
        connection,
        rows,
        row -> {
          TopicFacts facts = row.facts();
          return facts != null && value.apply(facts);
        });
  }

  private static Array facts(
      Connection connection, List<Row> rows, Function<TopicFacts, @Nullable String> value)
      throws SQLException {
    return Columns.text(
        connection,
        rows,
        row -> {
          TopicFacts facts = row.facts();
          return facts == null ? null : value.apply(facts);
        });
  }

  private static Array lines(
      Connection connection, List<Row> rows, Function<TopicFacts, List<String>> value)
      throws SQLException {
    return Columns.text(
        connection,
        rows,
        row -> {
          TopicFacts facts = row.facts();
          return facts == null ? "" : String.join("\n", value.apply(facts));
        });
  }
}
