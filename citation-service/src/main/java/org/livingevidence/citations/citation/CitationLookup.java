package org.livingevidence.citations.citation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.citations.event.StateJson;

/// Finds citations by what callers call them, and reads them with the version of the same moment.
@Singleton
public class CitationLookup {
  /// By each identifier in turn; an id of our own hides nothing, because ids carry their kind.
  private static final String FIND =
      """
      select id from citation where id = ?
      union
      select id from citation where pmid = ? and id <> 'pmid:' || pmid
      union
      select id from citation where pmcid = ?
      union
      select id from citation where doi = ?
      union
      select citation_id from citation_alias where id = ?
       order by 1
      """;

  private static final String READ =
      """
      select c.id, a.version, c.data::text
        from citation c
        join outbox_aggregate a on a.type = 'citation' and a.id = c.id
       where c.id = ?
      """;

  private static final String PAGE =
      """
      select c.id, a.version, c.data::text
        from citation c
        join outbox_aggregate a on a.type = 'citation' and a.id = c.id
       where c.id > ?
       order by c.id
       limit ?
      """;

  private static final String TOTAL =
      """
      select count(*) from citation
      """;

  private final DataSource dataSource;

  CitationLookup(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// A stored state with its version, both of one moment.
  public record Versioned(String id, long version, JsonNode data) {}

  /// @param reference an id of ours, a PMID, a PMCID or a DOI
  /// @return the id of the one citation that answers to the reference; a problem when there is none
  ///     or more than one
  public String resolve(String reference) throws SQLException {
    if (reference.length() > 1000 || reference.indexOf('\0') >= 0) {
      throw Problems.notFound("citation", "…");
    }
    List<String> found = find(reference);
    if (found.isEmpty()) {
      throw Problems.notFound("citation", reference);
    }
    if (found.size() > 1 && found.contains(reference)) {
      return reference;
    }
    if (found.size() > 1) {
      throw Problems.builder(
              Response.Status.MULTIPLE_CHOICES,
              "More than one citation answers to \""
                  + reference
                  + "\": "
                  + String.join(", ", found))
          .with(
              "choices",
              found.stream().map(id -> Map.of("id", id, "location", location(id))).toList())
          .build();
    }
    return found.getFirst();
  }

  /// @param reference an id of ours, or a PMID, PMCID or DOI in any usual spelling
  /// @return the ids of the citations that answer to it, normally one or none
  private List<String> find(String reference) throws SQLException {
    CitationReference wanted = CitationReference.parse(reference);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, wanted.id());
      statement.setString(2, wanted.pmid());
      statement.setString(3, wanted.pmcid());
      statement.setString(4, wanted.doi());
      statement.setString(5, wanted.id());
      List<String> ids = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    }
  }

  /// @return the citation of this id, null when there is none
  public @Nullable Versioned read(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, id);
      List<Versioned> found = versioned(statement);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  /// @return at most `limit` citations with ids above `after`, in the order of their ids
  public List<Versioned> page(String after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, after);
      statement.setInt(2, limit);
      return versioned(statement);
    }
  }

  long total() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(TOTAL);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// @return the path of the citation of this id
  public static String location(String id) {
    return UriBuilder.fromPath("/api/v1/citations/{id}").build(new Object[] {id}, false).toString();
  }

  private static List<Versioned> versioned(PreparedStatement statement) throws SQLException {
    List<Versioned> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Versioned(rows.getString(1), rows.getLong(2), StateJson.parse(rows.getString(3))));
      }
    }
    return found;
  }
}
