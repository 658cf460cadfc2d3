package org.livingevidence.drugs.event;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.livingevidence.outbox.AggregateSource;

/// Labels as the relay publishes them: they are stored in the event's shape. The text of their
/// sections is read by REST.
@ApplicationScoped
class LabelSource implements AggregateSource {
  @Override
  public String type() {
    return LabelEvents.TYPE;
  }

  @Override
  public String topic() {
    return "living-evidence.labels";
  }

  @Override
  public String dataSchema() {
    return "living-evidence:label.v1.r1";
  }

  @Override
  public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
      throws SQLException {
    return StoredStates.read(
        snapshot, "select set_id, data::text from label where set_id = any (?)", ids);
  }
}
