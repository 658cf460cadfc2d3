package org.livingevidence.citations.contribution;

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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.event.StateJson;

/// The table `citation_part`: what other sources say, and to which citation it belongs.
@Singleton
class PartStore {
  private static final String COLUMNS =
      """
      select source, key, citation_id, withdrawn, revised, data::text, hash, import_id,
             (extract(epoch from arrived_at) * 1000000)::bigint
        from citation_part
      """;

  private static final String BY_NAME =
      COLUMNS
          + """
             join unnest(?::text[], ?::text[]) as n (source, key) using (source, key)
            """;

  private static final String OF =
      COLUMNS
          + """
             where citation_id = any (?)
            """;

  /// Two branches, each by its own index.
  private static final String WAITING =
      COLUMNS
          + """
             where citation_id is null and not withdrawn and pmid = any (?)
             union
            """
          + COLUMNS
          + """
             where citation_id is null and not withdrawn and doi = any (?)
            """;

  private static final String WRITE =
      """
      insert into citation_part (source, key, citation_id, withdrawn, pmid, doi, revised, data, hash, import_id)
      select p.source, p.key, p.citation_id, p.withdrawn, p.pmid, p.doi, p.revised, p.data::jsonb, p.hash,
             p.import_id
        from unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[])
             as p (source, key, citation_id, withdrawn, pmid, doi, revised, data, hash, import_id)
      on conflict (source, key) do update
         set citation_id = excluded.citation_id, withdrawn = excluded.withdrawn, pmid = excluded.pmid,
             doi = excluded.doi, revised = excluded.revised, data = excluded.data,
             hash = excluded.hash, import_id = excluded.import_id,
             arrived_at = case when citation_part.hash = excluded.hash
                               then citation_part.arrived_at else clock_timestamp() end
      """;

  private static final String WITHDRAW =
      """
      update citation_part set citation_id = null, withdrawn = true where citation_id = ?
      """;

  private static final String REMOVE =
      """
      delete from citation_part
       using unnest(?::text[], ?::text[]) as n (source, key)
       where citation_part.source = n.source and citation_part.key = n.key
      """;

  /// @return the parts of these names that are stored
  Map<Part.Key, Part> named(Connection connection, Collection<Part.Key> names) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BY_NAME)) {
      names(connection, statement, names);
      Map<Part.Key, Part> found = new HashMap<>();
      read(statement).forEach(part -> found.put(part.name(), part));
      return found;
    }
  }

  /// @return the parts of citations, by the citation's id
  Map<String, List<Part>> of(Connection connection, Collection<String> citations)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF)) {
      statement.setArray(1, connection.createArrayOf("text", citations.toArray()));
      Map<String, List<Part>> found = new TreeMap<>();
      for (Part part : read(statement)) {
        found.computeIfAbsent(String.valueOf(part.citationId()), id -> new ArrayList<>()).add(part);
      }
      return found;
    }
  }

  /// @return the parts that wait for a citation with one of these identifiers
  List<Part> waiting(Connection connection, Collection<String> pmids, Collection<String> dois)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
      statement.setArray(1, connection.createArrayOf("text", pmids.toArray()));
      statement.setArray(2, connection.createArrayOf("text", dois.toArray()));
      return read(statement);
    }
  }

  void write(Connection connection, Collection<Part> parts) throws SQLException {
    if (parts.isEmpty()) {
      return;
    }
    List<List<@Nullable Object>> columns = new ArrayList<>();
    for (Part part : parts) {
      Citation.Identifiers ids = part.citation().identifiers();
      List<@Nullable Object> values = new ArrayList<>();
      values.add(part.source());
      values.add(part.key());
      values.add(part.citationId());
      values.add(part.withdrawn());
      values.add(ids == null ? null : ids.pmid());
      values.add(ids == null ? null : ids.doi());
      values.add(part.revised());
      values.add(StateJson.write(part.citation()));
      values.add(part.hash());
      values.add(part.importId());
      for (int column = 0; column < values.size(); column++) {
        if (columns.size() == column) {
          columns.add(new ArrayList<>());
        }
        columns.get(column).add(values.get(column));
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      for (int column = 0; column < columns.size(); column++) {
        statement.setArray(
            column + 1,
            connection.createArrayOf(
                column == 3 ? "boolean" : "text", columns.get(column).toArray()));
      }
      statement.executeUpdate();
    }
  }

  /// What was said of a citation waits for its source to revise it.
  void withdraw(Connection connection, String citation) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WITHDRAW)) {
      statement.setString(1, citation);
      statement.executeUpdate();
    }
  }

  void remove(Connection connection, Collection<Part.Key> names) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      names(connection, statement, names);
      statement.executeUpdate();
    }
  }

  private static void names(
      Connection connection, PreparedStatement statement, Collection<Part.Key> names)
      throws SQLException {
    statement.setArray(
        1, connection.createArrayOf("text", names.stream().map(Part.Key::source).toArray()));
    statement.setArray(
        2, connection.createArrayOf("text", names.stream().map(Part.Key::key).toArray()));
  }

  private static List<Part> read(PreparedStatement statement) throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        parts.add(
            new Part(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getBoolean(4),
                rows.getString(5),
                StateJson.read(rows.getString(6), Citation.class),
                rows.getString(7),
                rows.getString(8),
                rows.getLong(9)));
      }
    }
    return parts;
  }
}
