package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.livingevidence.bibliography.CitedRetractions;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Reads which of the works that publications refer to are retracted.
@ApplicationScoped
class RetractedWorks {
  private static final String CITED =
      """
      select k.key, c.data
        from retracted_key k join citation c on c.id = k.citation_id
       where k.key = any(?) and not c.deleted
      """;

  private final ObjectMapper mapper;

  RetractedWorks(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /// @param citations the data of publications
  /// @return the data of the retracted works that any of them cites, by the id that a reference
  ///     names
  Map<String, JsonNode> citedBy(Snapshot snapshot, Collection<JsonNode> citations)
      throws SQLException {
    Set<String> references = CitedRetractions.references(citations);
    Map<String, JsonNode> works = new HashMap<>();
    if (references.isEmpty()) {
      return works;
    }
    try (PreparedStatement select = snapshot.connection().prepareStatement(CITED)) {
      select.setArray(1, snapshot.connection().createArrayOf("text", references.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          works.put(rows.getString(1), mapper.readTree(rows.getString(2)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored citation is not JSON", e);
    }
    return works;
  }
}
