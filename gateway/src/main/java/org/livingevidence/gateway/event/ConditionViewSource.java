package org.livingevidence.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.livingevidence.outbox.AggregateSource;

/// Gives the relay the summaries as they were appended.
@ApplicationScoped
class ConditionViewSource implements AggregateSource {
  static final String TYPE = "condition-view";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String topic() {
    return "living-evidence.condition-views";
  }

  @Override
  public String dataSchema() {
    return "living-evidence:condition-view.v1.r1";
  }

  @Override
  public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
      throws SQLException {
    return SummaryStore.appended(snapshot, ids);
  }
}
