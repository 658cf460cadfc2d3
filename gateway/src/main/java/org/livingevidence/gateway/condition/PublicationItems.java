package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.CitationLine;
import org.livingevidence.bibliography.CitedRetractions;
import org.livingevidence.bibliography.Highlight;
import org.livingevidence.bibliography.Rank;
import org.livingevidence.gateway.condition.PublicationStore.Linked;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Publications as they are shown under a condition: `{citation, line, links, highlight, why,
/// state}`, line and highlight with markup beside them where they have any; and
/// `citesRetracted`, which is another matter than its own state.
@ApplicationScoped
class PublicationItems {
  private final ViewStore store;
  private final RetractedWorks works;

  PublicationItems(ViewStore store, RetractedWorks works) {
    this.store = store;
    this.works = works;
  }

  /// Items in the order of `linked`; `why` are the terms whose sum orders the list, in micro-units.
  ///
  /// @param drugNames names of the drug that is asked about, empty when none is
  List<ObjectNode> of(
      Snapshot snapshot,
      String conditionId,
      List<Linked> linked,
      CitationLine.Style style,
      List<String> drugNames)
      throws SQLException {
    Set<String> topics = new HashSet<>(Set.of(conditionId));
    linked.forEach(each -> topics.add(each.via()));
    Map<String, List<String>> names = store.names(snapshot, topics);
    Map<String, Mentions> mentions = new HashMap<>();
    Mentions drug = new Mentions(drugNames);
    Map<String, JsonNode> retracted =
        works.citedBy(snapshot, linked.stream().map(Linked::data).toList());
    List<ObjectNode> items = new ArrayList<>(linked.size());
    for (Linked each : linked) {
      Mentions topic =
          mentions.computeIfAbsent(
              each.via(),
              via -> {
                List<String> both = new ArrayList<>(names.getOrDefault(conditionId, List.of()));
                both.addAll(names.getOrDefault(via, List.of()));
                return new Mentions(both);
              });
      ObjectNode item = item(each, style, topic, drug);
      ArrayNode cited = CitedRetractions.of(each.data(), retracted);
      if (cited != null) {
        item.set("citesRetracted", cited);
      }
      items.add(item);
    }
    return items;
  }

  /// The same as a JSON array, in NLM style.
  ArrayNode array(
      Snapshot snapshot, String conditionId, List<Linked> linked, List<String> drugNames)
      throws SQLException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    of(snapshot, conditionId, linked, CitationLine.Style.NLM, drugNames).forEach(array::add);
    return array;
  }

  private static ObjectNode item(
      Linked linked, CitationLine.Style style, Mentions topic, Mentions drug) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.set("citation", brief(linked));
    item.put("line", CitationLine.of(linked.data(), style));
    put("lineMarkup", CitationLine.markup(linked.data(), style), item);
    item.set("links", CitationLine.links(linked.data()));
    String highlight = Highlight.of(linked.data(), topic.in(linked.data()), drug.in(linked.data()));
    if (highlight != null) {
      item.put("highlight", highlight);
      put("highlightMarkup", Highlight.markup(linked.data(), highlight), item);
    }
    ObjectNode why = item.putObject("why");
    why.put("score", linked.score()).put("linkedBy", linkedBy(linked));
    if (linked.drug() != null) {
      why.putObject("drug").put("id", linked.drug()).put("namedIn", linked.how());
    }
    ArrayNode terms = why.putArray("terms");
    for (Rank.Term term :
        Rank.terms(
            linked.design(), linked.species(), linked.major(), linked.inTitle(), linked.year())) {
      terms
          .addObject()
          .put("name", term.name())
          .put("value", term.value())
          .put("points", term.points());
    }
    item.put("state", linked.state()).put("linkedBy", linkedBy(linked));
    JsonNode notices = linked.data().path("notices");
    if (!linked.state().equals("current") && !notices.isEmpty()) {
      item.set("notices", notices);
    }
    return item;
  }

  /// Markup beside what is plain, where anything is marked.
  private static void put(String field, @Nullable String markup, ObjectNode item) {
    if (markup != null) {
      item.put(field, markup);
    }
  }

  private static String linkedBy(Linked linked) {
    return linked.textual() ? "text" : "heading";
  }

  private static ObjectNode brief(Linked linked) {
    ObjectNode citation = JsonNodeFactory.instance.objectNode();
    citation.put("id", linked.id());
    for (String field : new String[] {"identifiers", "title", "titleMarkup", "published"}) {
      if (linked.data().has(field)) {
        citation.set(field, linked.data().get(field));
      }
    }
    if (linked.year() > 0) {
      citation.put("year", linked.year());
    }
    citation.put("design", linked.design().label()).put("species", linked.species().label());
    citation.put("direct", linked.direct()).put("via", linked.via());
    return citation;
  }
}
