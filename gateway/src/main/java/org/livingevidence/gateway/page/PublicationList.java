package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;

/// Publications on a page: line, links, the sentence that concludes, the state when it is not the
/// usual one, and why each stands where it does.
final class PublicationList {
  private PublicationList() {}

  /// @param items as in a view's `publications.top`
  static void add(Html html, JsonNode items) {
    html.raw("<ol class=\"publications\">");
    for (JsonNode item : items) {
      html.raw("<li>");
      PublicationLine.add(html, item);
      if (item.has("highlight")) {
        html.raw("<blockquote>")
            .marked(item.path("highlight").asText(), item.path("highlightMarkup"))
            .raw("</blockquote>");
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
