package org.livingevidence.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The data of a condition-view event, `contracts/condition-view.v1.schema.json`: bounded, whatever
/// the condition has; the whole is read by REST.
final class Summary {
  /// Strongest first: of several statements on one drug and jurisdiction the strongest is told.
  private static final List<String> STATUSES =
      List.of(
          "approved",
          "conditional",
          "emergency",
          "off-label",
          "withdrawn",
          "none-found",
          "not-searched");

  private static final Set<String> ALARMING = Set.of("contraindicated", "not recommended", "avoid");

  private Summary() {}

  /// What a summary is made of.
  ///
  /// @param total of all publications
  /// @param top ids, best ranked first
  /// @param retracted ids of some of those retracted
  /// @param drugs the data of drugs with an indication for exactly this condition
  record Content(
      String id,
      @Nullable String name,
      @Nullable String slug,
      long position,
      long total,
      List<String> top,
      List<String> retracted,
      List<JsonNode> drugs) {}

  static ObjectNode of(Content content, int alerts) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.put("id", content.id());
    if (content.name() != null) {
      summary.put("name", content.name());
    }
    if (content.slug() != null) {
      summary.put("slug", content.slug());
    }
    summary.put("position", content.position());
    ArrayNode drugs = summary.putArray("drugs");
    ArrayNode alarms = JsonNodeFactory.instance.arrayNode();
    for (JsonNode drug : content.drugs()) {
      drugs.add(drug(drug, content.id()));
      restrictions(drug, alarms, alerts);
    }
    ObjectNode publications = summary.putObject("publications");
    publications.put("total", content.total());
    content.top().forEach(publications.putArray("top")::add);
    for (String citation : content.retracted()) {
      if (alarms.size() < alerts) {
        alarms.addObject().put("kind", "safety").put("subject", citation).put("text", "Retracted");
      }
    }
    if (!alarms.isEmpty()) {
      summary.set("alerts", alarms);
    }
    return summary;
  }

  private static ObjectNode drug(JsonNode drug, String condition) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.put("id", drug.path("id").asText());
    summary.put("name", drug.path("name").asText());
    Map<String, String> strongest = new TreeMap<>();
    for (JsonNode indication : drug.path("indications")) {
      if (indication.path("condition").path("id").asText().equals(condition)) {
        strongest.merge(
            indication.path("jurisdiction").asText(),
            indication.path("status").asText(),
            (a, b) -> rank(a) <= rank(b) ? a : b);
      }
    }
    ObjectNode statuses = summary.putObject("statuses");
    strongest.forEach(statuses::put);
    return summary;
  }

  private static int rank(String status) {
    int rank = STATUSES.indexOf(status);
    return rank < 0 ? STATUSES.size() : rank;
  }

  private static void restrictions(JsonNode drug, ArrayNode alarms, int most) {
    for (JsonNode restriction : drug.path("restrictions")) {
      String force = restriction.path("force").asText();
      if (alarms.size() < most && ALARMING.contains(force)) {
        String sentence = restriction.path("source").path("sentence").asText();
        alarms
            .addObject()
            .put("kind", "safety")
            .put("subject", drug.path("id").asText())
            .put(
                "text",
                sentence.isEmpty()
                    ? force + ": " + restriction.path("against").path("name").asText()
                    : sentence);
      }
    }
  }
}
