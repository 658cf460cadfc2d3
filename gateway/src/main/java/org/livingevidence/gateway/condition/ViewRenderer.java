package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.condition.PublicationStore.Linked;
import org.livingevidence.gateway.condition.ViewStore.Neighbours;
import org.livingevidence.gateway.condition.ViewStore.Topic;
import org.livingevidence.gateway.read.Snapshots;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Renders a condition's combined view from one snapshot: the same content gives the same bytes,
/// whenever and wherever it is rendered. Versions, positions and times of import are not in it;
/// they travel in headers and in `…/freshness`.
@ApplicationScoped
class ViewRenderer {
  /// Raised whenever the rendering of the same content changes, so that no reader keeps the old
  /// bytes.
  static final int REVISION = 6;

  private static final String[] NOTEWORTHY = {"concern", "partially-retracted", "withdrawn"};

  private final Snapshots snapshots;
  private final ViewStore store;
  private final PublicationStore citations;
  private final DrugItems drugs;
  private final PublicationItems publicationItems;
  private final ObjectMapper mapper;
  private final ConditionConfig config;

  ViewRenderer(
      Snapshots snapshots,
      ViewStore store,
      PublicationStore citations,
      DrugItems drugs,
      PublicationItems publicationItems,
      ObjectMapper mapper,
      ConditionConfig config) {
    this.snapshots = snapshots;
    this.store = store;
    this.citations = citations;
    this.drugs = drugs;
    this.publicationItems = publicationItems;
    this.mapper = mapper;
    this.config = config;
  }

  /// Renders the view; null when there is no such condition. Blocks.
  @Nullable RenderedView render(String id) {
    return snapshots.read(
        snapshot -> {
          Topic topic = store.topic(snapshot, id);
          return topic == null
              ? null
              : RenderedView.of(
                  id,
                  topic.named().slug(),
                  topic.version(),
                  snapshot.position(),
                  bytes(view(snapshot, topic)));
        });
  }

  private byte[] bytes(ObjectNode view) {
    try {
      return mapper.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A view is not writable as JSON", e);
    }
  }

  private ObjectNode view(Snapshot snapshot, Topic topic) throws SQLException {
    String id = topic.named().id();
    Map<String, Map<String, Long>> counts = store.counts(snapshot, id);
    List<DrugItems.Item> items = drugs.of(snapshot, id);
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.set("condition", condition(snapshot, topic));
    ArrayNode shown = view.putArray("drugs");
    items.stream().limit(config.drugs()).forEach(item -> shown.add(item.json()));
    view.put("drugsTotal", items.size());
    view.set("publications", publications(snapshot, id, counts));
    view.set("alerts", alerts(snapshot, id, counts, items));
    view.set("related", related(snapshot, topic));
    view.set("links", links(topic));
    return view;
  }

  private ObjectNode condition(Snapshot snapshot, Topic topic) throws SQLException {
    ObjectNode condition = topic.named().json();
    for (String field : List.of("synonyms", "summary")) {
      if (topic.data().has(field)) {
        condition.set(field, topic.data().get(field));
      }
    }
    Neighbours broader = store.broader(snapshot, topic.named().id(), Integer.MAX_VALUE);
    Neighbours narrower = store.narrower(snapshot, topic.named().id(), config.narrower());
    condition.set("broader", names(broader));
    condition.set("narrower", names(narrower));
    condition.put("narrowerTotal", narrower.total());
    return condition;
  }

  private static ArrayNode names(Neighbours neighbours) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    neighbours.named().forEach(named -> names.add(named.json()));
    return names;
  }

  private ObjectNode publications(
      Snapshot snapshot, String id, Map<String, Map<String, Long>> counts) throws SQLException {
    ObjectNode publications = JsonNodeFactory.instance.objectNode();
    publications.put("total", counts.getOrDefault("total", Map.of()).getOrDefault("", 0L));
    publications.set("byYear", facet(counts, "year"));
    publications.set("byDesign", facet(counts, "design"));
    publications.set("bySpecies", facet(counts, "species"));
    publications.set("byState", facet(counts, "state"));
    publications.set(
        "top",
        publicationItems.array(snapshot, id, citations.top(snapshot, id, config.top()), List.of()));
    return publications;
  }

  private static ObjectNode facet(Map<String, Map<String, Long>> counts, String facet) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    counts
        .getOrDefault(facet, Map.of())
        .forEach((value, n) -> json.put(value.equals("0") ? "unknown" : value, n));
    return json;
  }

  /// What a reader must not miss: publications retracted or in doubt, and drugs restricted in this
  /// very condition.
  private ArrayNode alerts(
      Snapshot snapshot,
      String id,
      Map<String, Map<String, Long>> counts,
      List<DrugItems.Item> items)
      throws SQLException {
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    for (DrugItems.Item item : items) {
      for (JsonNode restriction : item.restricted()) {
        ObjectNode alert = alerts.addObject();
        alert.put("kind", "restriction").put("subject", item.id());
        alert.put(
            "text",
            item.json().path("drug").path("name").asText(item.id())
                + ": "
                + restriction.path("force").asText());
        alert.set("restriction", restriction);
      }
    }
    List<Linked> doubtful = new ArrayList<>(citations.retracted(snapshot, id, config.alerts()));
    Set<String> states = counts.getOrDefault("state", Map.of()).keySet();
    if (List.of(NOTEWORTHY).stream().anyMatch(states::contains)) {
      doubtful.addAll(citations.inStates(snapshot, id, NOTEWORTHY, config.alerts()));
    }
    List<Linked> shown = doubtful.subList(0, Math.min(doubtful.size(), config.alerts()));
    for (JsonNode item : publicationItems.array(snapshot, id, shown, List.of())) {
      ObjectNode alert = alerts.addObject();
      alert.put("kind", "publication").put("subject", item.path("citation").path("id").asText());
      alert.put("text", item.path("state").asText() + ": " + item.path("line").asText());
      alert.setAll((ObjectNode) item);
    }
    return alerts;
  }

  private ArrayNode related(Snapshot snapshot, Topic topic) throws SQLException {
    JsonNode mappings = topic.data().path("mappings");
    List<String> ids = new ArrayList<>();
    mappings.forEach(mapping -> ids.add(mapping.path("id").asText()));
    Map<String, NamedCondition> named = store.named(snapshot, ids);
    ArrayNode related = JsonNodeFactory.instance.arrayNode();
    for (JsonNode mapping : mappings) {
      String id = mapping.path("id").asText();
      NamedCondition known = named.get(id);
      ObjectNode json = related.addObject();
      json.setAll(
          known != null ? known.json() : JsonNodeFactory.instance.objectNode().put("id", id));
      json.put("relation", mapping.path("relation").asText());
    }
    return related;
  }

  private static ObjectNode links(Topic topic) {
    NamedCondition named = topic.named();
    String self = ConditionPaths.api(named.id());
    ObjectNode links = JsonNodeFactory.instance.objectNode();
    links.put("self", self);
    links.put("page", ConditionPaths.page(named.slug() == null ? named.id() : named.slug()));
    links.put("drugs", self + "/drugs");
    links.put("citations", self + "/citations");
    links.put("changes", self + "/changes");
    links.put("freshness", self + "/freshness");
    links.put("topic", "/api/v1/topics/" + ConditionPaths.segment(named.id()));
    if ("mesh".equals(topic.scheme())) {
      links.put("mesh", "https://meshb.nlm.nih.gov/record/ui?ui=" + encoded(named.id()));
      links.put(
          "pubmed",
          "https://pubmed.ncbi.nlm.nih.gov/?term="
              + encoded("\"" + named.name() + "\"[MeSH Terms]"));
    }
    return links;
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
