package org.livingevidence.citations.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Strategies as the audit log and kept answers hold them.
final class StrategyJson {
  private StrategyJson() {}

  static JsonNode of(Strategy strategy) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", strategy.id().toString());
    json.put("name", strategy.name());
    json.put("query", strategy.query());
    json.put("createdAt", strategy.createdAt().toString());
    json.putArray("runs");
    return json;
  }

  static JsonNode of(Strategy.Run run) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("n", run.n());
    json.put("at", run.at().toString());
    json.put("total", run.total());
    json.put("new", run.added());
    json.put("translation", run.translation());
    return json;
  }
}
