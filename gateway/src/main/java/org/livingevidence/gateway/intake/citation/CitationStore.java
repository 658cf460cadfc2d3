package org.livingevidence.gateway.intake.citation;

import java.sql.Array;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Columns;
import org.livingevidence.outbox.EventEnvelope;

/// The citations of the connection's generation and the headings they name.
final class CitationStore {
  private CitationStore() {}

  /// A citation to be written.
  ///
  /// @param facts null for a deleted one
  /// @param headings those to be kept
  record Row(EventEnvelope envelope, @Nullable CitationFacts facts, Set<String> headings) {}

  /// What is held of a citation.
  record Before(String json, Set<String> headings, String state) {}

  /// One kept heading.
  record Heading(String topic, String citation) {}

  /// What is held of those that exist and are not deleted, by id.
  static Map<String, Before> read(Connection connection, Collection<String> ids)
      throws SQLException {
    Map<String, Before> citations = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, data, headings, state from citation where id = any (?) and not deleted")) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          citations.put(
              row.getString(1),
              new Before(
                  row.getString(2),
                  Set.of((String[]) row.getArray(3).getArray()),
                  row.getString(4)));
        }
      }
    }
    return citations;
  }

  static void upsert(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into citation (
              id, version, data_schema, hash, deleted, year, design, species, state, headings, data)
            select c.id, c.version, c.data_schema, c.hash, c.data is null, c.year, c.design, c.species,
              c.state, string_to_array(c.headings, E'\\n'), c.data::jsonb
            from unnest(
              ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[])
              as c (id, version, data_schema, hash, year, design, species, state, headings, data)
            on conflict (id) do update set
              version = excluded.version, data_schema = excluded.data_schema, hash = excluded.hash,
              deleted = excluded.deleted, year = excluded.year, design = excluded.design,
              species = excluded.species, state = excluded.state, headings = excluded.headings,
              data = excluded.data
            where excluded.version >= citation.version
            """)) {
      int n = 0;
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().subject()));
      statement.setArray(++n, Columns.number(connection, rows, row -> row.envelope().version()));
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().dataSchema()));
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().contentHash()));
      statement.setArray(
          ++n,
          Columns.number(
              connection,
              rows,
              row -> {
                CitationFacts facts = row.facts();
                return facts == null ? 0L : facts.year();
              }));
      statement.setArray(++n, text(connection, rows, facts -> facts.design().label()));
      statement.setArray(++n, text(connection, rows, facts -> facts.species().label()));
      statement.setArray(++n, text(connection, rows, CitationFacts::state));
      statement.setArray(
          ++n, Columns.text(connection, rows, row -> String.join("\n", row.headings())));
      statement.setArray(
          ++n,
          Columns.text(
              connection,
              rows,
              row -> {
                CitationFacts facts = row.facts();
                return facts == null ? null : facts.json();
              }));
      statement.executeUpdate();
    }
  }

  /// Replaces the kept headings of citations by the difference.
  static void replaceHeadings(
      Connection connection, Map<String, Set<String>> held, Map<String, Set<String>> wanted)
      throws SQLException {
    List<Heading> added = new ArrayList<>();
    List<Heading> gone = new ArrayList<>();
    wanted.forEach(
        (citation, headings) -> {
          Set<String> old = held.getOrDefault(citation, Set.of());
          difference(headings, old).forEach(topic -> added.add(new Heading(topic, citation)));
          difference(old, headings).forEach(topic -> gone.add(new Heading(topic, citation)));
        });
    headings(
        connection,
        added,
        """
        insert into citation_heading (topic_id, citation_id)
        select * from unnest(?::text[], ?::text[]) on conflict do nothing
        """);
    headings(
        connection,
        gone,
        """
        delete from citation_heading h using unnest(?::text[], ?::text[]) as g (topic_id, citation_id)
        where h.topic_id = g.topic_id and h.citation_id = g.citation_id
        """);
  }

  /// Sets the kept headings of a citation whose data stay.
  static void setHeadings(Connection connection, Map<String, Set<String>> wanted)
      throws SQLException {
    List<Map.Entry<String, Set<String>>> rows = List.copyOf(wanted.entrySet());
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update citation c set headings = string_to_array(w.headings, E'\\n')
            from unnest(?::text[], ?::text[]) as w (id, headings) where c.id = w.id
            """)) {
      statement.setArray(1, Columns.text(connection, rows, Map.Entry::getKey));
      statement.setArray(
          2, Columns.text(connection, rows, row -> String.join("\n", row.getValue())));
      statement.executeUpdate();
    }
  }

  /// The next citations naming a topic, in the order of their ids.
  static List<String> naming(Connection connection, String topicId, String afterId, int atMost)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select citation_id from citation_heading where topic_id = ? and citation_id > ?
            order by citation_id limit ?
            """)) {
      statement.setString(1, topicId);
      statement.setString(2, afterId);
      statement.setInt(3, atMost);
      return ids(statement);
    }
  }

  /// The next citations of all, in the order of their ids.
  static List<String> all(Connection connection, String afterId, int atMost) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select id from citation where id > ? order by id limit ?")) {
      statement.setString(1, afterId);
      statement.setInt(2, atMost);
      return ids(statement);
    }
  }

  private static List<String> ids(PreparedStatement statement) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  private static void headings(Connection connection, List<Heading> headings, String sql)
      throws SQLException {
    if (headings.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Columns.text(connection, headings, Heading::topic));
      statement.setArray(2, Columns.text(connection, headings, Heading::citation));
      statement.executeUpdate();
    }
  }

  private static Set<String> difference(Set<String> a, Set<String> b) {
    Set<String> difference = new HashSet<>(a);
    difference.removeAll(b);
    return difference;
  }

  private static Array text(
      Connection connection, List<Row> rows, Function<CitationFacts, String> value)
      throws SQLException {
    return Columns.text(
        connection,
        rows,
        row -> {
          CitationFacts facts = row.facts();
          return facts == null ? "" : value.apply(facts);
        });
  }
}
