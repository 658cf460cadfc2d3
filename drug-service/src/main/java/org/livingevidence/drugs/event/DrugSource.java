package org.livingevidence.drugs.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.livingevidence.outbox.AggregateSource;

/// Drugs as the relay publishes them: what is stored, for it is stored in the event's shape.
@ApplicationScoped
class DrugSource implements AggregateSource {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Override
  public String type() {
    return DrugEvents.TYPE;
  }

  @Override
  public String topic() {
    return "living-evidence.drugs";
  }

  @Override
  public String dataSchema() {
    return "living-evidence:drug.v1.r1";
  }

  @Override
  public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
      throws SQLException {
    var drugs = new HashMap<String, JsonNode>();
    try (var statement =
        snapshot.prepareStatement("select id, data::text from drug where id = any (?)")) {
      statement.setArray(1, snapshot.createArrayOf("text", ids.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          drugs.put(rows.getString(1), JSON.readTree(rows.getString(2)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("The database gave a drug that is not JSON", e);
    }
    return drugs;
  }
}
