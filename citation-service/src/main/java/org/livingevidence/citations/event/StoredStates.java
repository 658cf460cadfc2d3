package org.livingevidence.citations.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Reads states in one round trip, for the relay's snapshot and for whoever compares.
public final class StoredStates {
  private StoredStates() {}

  /// @param query takes an array of ids, answers id and state as text
  /// @return the states by id, of those that exist
  public static Map<String, JsonNode> read(
      Connection connection, String query, Collection<String> ids) throws SQLException {
    Array wanted = connection.createArrayOf("text", ids.toArray());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, wanted);
      Map<String, JsonNode> states = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          states.put(rows.getString(1), StateJson.parse(rows.getString(2)));
        }
      }
      return states;
    } finally {
      wanted.free();
    }
  }
}
