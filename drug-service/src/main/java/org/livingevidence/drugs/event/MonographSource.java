package org.livingevidence.drugs.event;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.livingevidence.outbox.AggregateSource;

/// Monographs as the relay publishes them, whole: they are stored in the event's shape.
@ApplicationScoped
class MonographSource implements AggregateSource {
  @Override
  public String type() {
    return MonographEvents.TYPE;
  }

  @Override
  public String topic() {
    return "living-evidence.monographs";
  }

  @Override
  public String dataSchema() {
    return "living-evidence:monograph.v1.r2";
  }

  @Override
  public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
      throws SQLException {
    return StoredStates.read(
        snapshot, "select id, data::text from monograph where id = any (?)", ids);
  }
}
