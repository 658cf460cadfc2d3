package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Publications on a page: line, links, the sentence that concludes, the state when it is not the
/// usual one, and why each stands where it does.
final class PublicationList {
  static final Map<String, String> LINKS =
      Map.of("pubmed", "PubMed", "publisher", "publisher", "pmc", "PMC", "trial", "trial");

  private PublicationList() {}

  /// @param items as in a view's `publications.top`
  static void add(Html html, JsonNode items) {
    html.raw("<ol class=\"publications\">");
    for (JsonNode item : items) {
      html.raw("<li>");
      String state = item.path("state").asText();
      if (!state.equals("current")) {
        html.raw("<span class=\"status alarm\">").text(state.replace('-', ' ')).raw("</span> ");
      }
      html.text(item.path("line").asText()).raw(" <span class=\"links\">");
      for (Map.Entry<String, JsonNode> link : item.path("links").properties()) {
        html.link(link.getValue().asText(), LINKS.getOrDefault(link.getKey(), link.getKey()));
        html.raw(" ");
      }
      html.raw("</span>");
      if (item.has("highlight")) {
        html.raw("<blockquote>").text(item.path("highlight").asText()).raw("</blockquote>");
      }
      why(html, item);
      html.raw("</li>");
    }
    html.raw("</ol>");
  }

  private static void why(Html html, JsonNode item) {
    html.raw("<details><summary>Why here</summary><ul>");
    for (JsonNode term : item.path("why").path("terms")) {
      html.raw("<li>").text(term.path("name").asText().replace('-', ' '));
      if (!term.path("value").asText().equals("true")) {
        html.text(" " + term.path("value").asText());
      }
      html.text(": " + String.format("%.2f", term.path("points").asLong() / 1e6)).raw("</li>");
    }
    html.raw("<li>").text(linked(item)).raw("</li></ul></details>");
  }

  private static String linked(JsonNode item) {
    String by =
        item.path("linkedBy").asText().equals("text")
            ? "named in title or abstract; not indexed"
            : "indexed with " + item.path("citation").path("via").asText();
    return item.path("citation").path("direct").asBoolean() ? by : by + ", a narrower condition";
  }
}
