package org.livingevidence.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The one aggregate type of these tests: rows of the table `thing`.
record ThingSource(String type, String topic, String dataSchema) implements AggregateSource {
  static final ObjectMapper JSON = new ObjectMapper();

  /// A thing with this text cannot be read.
  static final String UNREADABLE = "unreadable";

  @Override
  public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement =
        snapshot.prepareStatement("select id, data from thing where id = any (?)")) {
      statement.setArray(1, snapshot.createArrayOf("text", ids.toArray()));
      Map<String, JsonNode> states = new HashMap<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          JsonNode data = JSON.readTree(result.getString(2));
          if (UNREADABLE.equals(data.path("text").asText())) {
            throw new IllegalStateException("this thing cannot be read");
          }
          states.put(result.getString(1), data);
        }
      }
      return states;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
