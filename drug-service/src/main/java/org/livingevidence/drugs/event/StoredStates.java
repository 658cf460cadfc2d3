package org.livingevidence.drugs.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Reads states that are stored in the shape of their events.
final class StoredStates {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private StoredStates() {}

  /// @param sql gives id and JSON text of the ids in its one parameter, an array
  static Map<String, JsonNode> read(Connection snapshot, String sql, Collection<String> ids)
      throws SQLException {
    var states = new HashMap<String, JsonNode>();
    try (var statement = snapshot.prepareStatement(sql)) {
      statement.setArray(1, snapshot.createArrayOf("text", ids.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          states.put(rows.getString(1), JSON.readTree(rows.getString(2)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("The database gave a state that is not JSON", e);
    }
    return states;
  }
}
