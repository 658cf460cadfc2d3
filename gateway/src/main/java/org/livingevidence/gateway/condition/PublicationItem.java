package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.livingevidence.bibliography.CitationLine;
import org.livingevidence.bibliography.Rank;
import org.livingevidence.gateway.condition.PublicationStore.Linked;

/// A publication as it is shown under a condition: `{citation, line, links, why, state}`.
final class PublicationItem {
  private PublicationItem() {}

  /// The item; `why` are the terms whose sum orders the list, in micro-units.
  static ObjectNode of(Linked linked) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.set("citation", brief(linked));
    item.put("line", CitationLine.of(linked.data()));
    item.set("links", CitationLine.links(linked.data()));
    ObjectNode why = item.putObject("why");
    why.put("score", linked.score());
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
    item.put("state", linked.state());
    JsonNode notices = linked.data().path("notices");
    if (!linked.state().equals("current") && !notices.isEmpty()) {
      item.set("notices", notices);
    }
    return item;
  }

  private static ObjectNode brief(Linked linked) {
    ObjectNode citation = JsonNodeFactory.instance.objectNode();
    citation.put("id", linked.id());
    for (String field : new String[] {"identifiers", "title", "published"}) {
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
