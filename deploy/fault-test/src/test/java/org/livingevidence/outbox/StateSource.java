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
import java.util.List;
import java.util.Map;
import org.livingevidence.faults.World;

/// The state of one type in the fault test's owner.
///
/// @param afterRead runs in the relay's snapshot, when states have been read
record StateSource(String type, String topic, Runnable afterRead) implements AggregateSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<AggregateSource> all(World world, Runnable afterRead) {
    return World.TOPICS.keySet().stream()
        .sorted()
        .<AggregateSource>map(type -> new StateSource(type, world.topic(type), afterRead))
        .toList();
  }

  @Override
  public String dataSchema() {
    return "living-evidence:" + type + ".v1.r1";
  }

  @Override
  public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
      throws SQLException {
    Map<String, JsonNode> states = new HashMap<>();
    try (PreparedStatement statement =
        snapshot.prepareStatement("select id, data from state where type = ? and id = any (?)")) {
      statement.setString(1, type);
      statement.setArray(2, snapshot.createArrayOf("text", ids.toArray()));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          states.put(result.getString(1), JSON.readTree(result.getString(2)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    afterRead.run();
    return states;
  }
}
