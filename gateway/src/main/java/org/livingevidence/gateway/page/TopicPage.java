package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import org.livingevidence.gateway.condition.ConditionPaths;

/// A topic as a page: what it is, its top publications, and what else there is to read, numbered
/// anew.
final class TopicPage {
  private TopicPage() {}

  /// @param topic the JSON of `GET /api/v1/topics/{id}`
  /// @param publications the JSON of `GET /api/v1/topics/{id}/publications`
  /// @param query what the links to further pages keep, such as `style=nlm`; empty for nothing
  static String of(JsonNode topic, JsonNode publications, String query) {
    String id = topic.path("id").asText();
    String name = topic.path("naturalName").asText(topic.path("name").asText(id));
    Html html = new Html();
    html.raw("<article>").element("h1", name);
    html.raw("<p class=\"meta\">").text(id);
    topic.path("synonyms").forEach(synonym -> html.raw(" · ").text(synonym.asText()));
    html.raw("</p>");
    if (topic.hasNonNull("summary")) {
      html.element("p", topic.path("summary").asText());
    }
    if (topic.path("condition").asBoolean()) {
      html.raw("<p>This is a condition: ")
          .link(
              ConditionPaths.page(topic.path("slug").asText(id)),
              "its drugs, on whose authority, and the evidence")
          .raw("</p>");
    }
    named(html, "Broader", topic.path("parents"));
    named(html, "Pharmacological action", topic.path("pharmacologicalActions"));
    publications(html, publications);
    String next = publications.path("next").asText("");
    if (!next.isEmpty()) {
      String path = path(id) + "?" + (query.isEmpty() ? "" : query + "&") + "cursor=" + next;
      html.raw("<p>").link(path, "More publications").raw("</p>");
    }
    html.raw("<footer>").link("/api/v1/topics/" + ConditionPaths.segment(id), "topic as JSON");
    html.raw(" · ")
        .link(
            "/api/v1/topics/" + ConditionPaths.segment(id) + "/publications",
            "publications as JSON");
    return Html.page(name, html.raw("</footer></article>").toString());
  }

  /// Where a topic's page is.
  static String path(String id) {
    return "/topics/" + ConditionPaths.segment(id);
  }

  private static void named(Html html, String what, JsonNode topics) {
    if (topics.isEmpty()) {
      return;
    }
    html.raw("<p class=\"meta\">").text(what).raw(": ");
    String separator = "";
    for (JsonNode topic : topics) {
      html.raw(separator)
          .link(
              path(topic.path("id").asText()),
              topic.path("name").asText(topic.path("id").asText()));
      separator = ", ";
    }
    html.raw("</p>");
  }

  private static void publications(Html html, JsonNode publications) {
    JsonNode top = publications.path("top");
    JsonNode items = publications.path("items");
    long total = publications.path("total").asLong();
    if (publications.path("filling").asBoolean()) {
      html.raw("<p class=\"notice\">Publications that were stored before are still being listed; ")
          .raw("there may be more in a moment.</p>");
    }
    if (total == 0) {
      html.raw("<section><h2>Publications</h2><p>No publication here is indexed with this topic. ")
          .raw(
              "An import would add what it holds: <code>./evidence import FILE…</code></p></section>");
      return;
    }
    if (!top.isEmpty()) {
      html.raw("<section><h2>Top Publications</h2><p class=\"meta\">The first ")
          .text(Integer.toString(top.size()))
          .raw(" of ");
      SearchPage.counted(html, total, "publication")
          .raw(", in reading order. Not a level of evidence.</p>");
      list(html, top);
      html.raw("</section>");
    }
    if (!items.isEmpty()) {
      html.raw("<section><h2>More Information</h2>");
      list(html, items);
      html.raw("</section>");
    }
  }

  private static void list(Html html, JsonNode items) {
    html.raw("<ol class=\"publications\" start=\"")
        .text(items.path(0).path("number").asText("1"))
        .raw("\">");
    for (JsonNode item : items) {
      html.raw("<li>");
      PublicationLine.add(html, item);
      html.raw("<details><summary>why here</summary><ul>");
      for (JsonNode term : item.path("why").path("terms")) {
        html.raw("<li>").field(term, "name", ": ").field(term, "value", " (");
        html.text(term.path("points").asText()).raw(")</li>");
      }
      html.raw("</ul></details></li>");
    }
    html.raw("</ol>");
  }
}
