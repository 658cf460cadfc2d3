package org.livingevidence.drugs.event;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.livingevidence.outbox.AggregateSource;

/// Drugs as the relay publishes them: what is stored, for it is stored in the event's shape.
@ApplicationScoped
class DrugSource implements AggregateSource {
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
    return "living-evidence:drug.v1.r2";
  }

  @Override
  public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
      throws SQLException {
    return StoredStates.read(snapshot, "select id, data::text from drug where id = any (?)", ids);
  }
}
