package org.livingevidence.citations.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.CitedRetractions;
import org.livingevidence.citations.event.StateJson;

/// Which of the works that publications cite are retracted, as it stands when they are read. It is
/// no part of their own state: the cited work's record says it, and takes it back.
@Singleton
public class RetractedReferences {
  /// The field beside a citation's own.
  public static final String FIELD = "citesRetracted";

  /// By each identifier in turn; PMCIDs and PMIDs of works that go by another id are found by the
  /// indexes of their columns.
  private static final String CITED =
      """
      select c.id, c.data::text from citation c
       where c.data ->> 'state' = 'retracted' and c.id = any (?)
      union
      select c.id, c.data::text from citation c
       where c.data ->> 'state' = 'retracted' and c.doi = any (?)
      union
      select c.id, c.data::text from citation c
       where c.data ->> 'state' = 'retracted' and c.pmid = any (?) and c.id <> 'pmid:' || c.pmid
      union
      select c.id, c.data::text from citation c
       where c.data ->> 'state' = 'retracted' and c.pmcid = any (?)
      """;

  private final DataSource dataSource;

  RetractedReferences(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// @param citations the data of citations
  /// @return the data of the retracted works that any of them cites, by the id that a reference
  ///     names
  public Map<String, JsonNode> citedBy(Collection<JsonNode> citations) throws SQLException {
    Collection<String> references = CitedRetractions.references(citations);
    if (references.isEmpty()) {
      return Map.of();
    }
    Map<String, JsonNode> works = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(CITED)) {
      int parameter = 1;
      select.setArray(parameter++, connection.createArrayOf("text", references.toArray()));
      for (String kind : List.of("doi:", "pmid:", "pmcid:")) {
        select.setArray(
            parameter++, connection.createArrayOf("text", named(references, kind).toArray()));
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          JsonNode work = StateJson.parse(rows.getString(2));
          CitedRetractions.keys(work).forEach(key -> works.put(key, work));
        }
      }
    }
    return works;
  }

  private static List<String> named(Collection<String> references, String kind) {
    List<String> named = new ArrayList<>();
    for (String reference : references) {
      if (reference.startsWith(kind)) {
        named.add(reference.substring(kind.length()));
      }
    }
    return named;
  }

  /// @param citations the data of citations
  /// @return the same, each with the field where it cites any
  public List<JsonNode> told(List<JsonNode> citations) throws SQLException {
    Map<String, JsonNode> works = citedBy(citations);
    return works.isEmpty()
        ? citations
        : citations.stream().map(citation -> told(citation, works)).toList();
  }

  private static JsonNode told(JsonNode citation, Map<String, JsonNode> works) {
    ArrayNode cited = CitedRetractions.of(citation, works);
    return cited == null ? citation : ((ObjectNode) citation.deepCopy()).set(FIELD, cited);
  }

  /// The same as lines for formats that have no field for it:
  /// `CitesRetracted | pmid:9500320 | date 2010-02-06 | PMID 20137807`.
  ///
  /// @param works what [#citedBy] answered
  public static List<String> lines(JsonNode citation, Map<String, JsonNode> works) {
    ArrayNode cited = CitedRetractions.of(citation, works);
    List<String> lines = new ArrayList<>();
    if (cited != null) {
      for (JsonNode work : cited) {
        StringBuilder line = new StringBuilder("CitesRetracted | ");
        line.append(work.path("id").asText());
        JsonNode notice = work.path("notice");
        add(" | date ", notice.path("date"), line);
        add(" | PMID ", notice.path("pmid"), line);
        add(" | DOI ", notice.path("doi"), line);
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static void add(String name, JsonNode value, StringBuilder line) {
    @Nullable String text = value.textValue();
    if (text != null) {
      line.append(name).append(text);
    }
  }
}
