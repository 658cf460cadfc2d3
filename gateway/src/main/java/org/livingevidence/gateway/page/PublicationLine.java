package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A publication in any list: its state when it is not the usual one, its line with the markup of
/// the title, its links, and which retracted works it cites.
final class PublicationLine {
  private static final Map<String, String> LINKS =
      Map.of("pubmed", "PubMed", "publisher", "publisher", "pmc", "PMC", "trial", "trial");

  private PublicationLine() {}

  /// @param item has `state`, `line`, `lineMarkup`, `links`, `citesRetracted`
  static void add(Html html, JsonNode item) {
    String state = item.path("state").asText("current");
    if (!state.equals("current")) {
      html.raw("<span class=\"status alarm\">").text(state.replace('-', ' ')).raw("</span> ");
    }
    html.marked(item.path("line").asText(), item.path("lineMarkup"));
    html.raw(" <span class=\"links\">");
    String id = item.path("citation").path("id").asText("");
    if (!id.isEmpty()) {
      html.link(CitationPage.path(id), "abstract").raw(" ");
    }
    links(html, item.path("links"));
    html.raw("</span>");
    citesRetracted(html, item.path("citesRetracted"));
  }

  private static void links(Html html, JsonNode links) {
    for (Map.Entry<String, JsonNode> link : links.properties()) {
      html.link(link.getValue().asText(), name(link.getKey())).raw(" ");
    }
  }

  /// What a link is called on a page.
  static String name(String link) {
    return LINKS.getOrDefault(link, link);
  }

  /// Says which retracted works a publication builds on; it is not retracted itself for that.
  static void citesRetracted(Html html, JsonNode works) {
    if (works.isEmpty()) {
      return;
    }
    html.raw("<div class=\"cites-retracted\"><strong>Cites ")
        .text(works.size() == 1 ? "a retracted work" : works.size() + " retracted works")
        .raw("</strong><ul>");
    for (JsonNode work : works) {
      html.raw("<li>");
      html.marked(work.path("title").asText(work.path("id").asText()), work.path("titleMarkup"));
      JsonNode notice = work.path("notice");
      html.text(
          " (retracted"
              + prefixed(" ", work.path("date"))
              + prefixed(": ", notice.path("reason"))
              + ") ");
      html.raw("<span class=\"links\">");
      links(html, work.path("links"));
      if (notice.path("pmid").asText("").matches("[0-9]+")) {
        html.link(
            "https://pubmed.ncbi.nlm.nih.gov/" + notice.path("pmid").asText() + "/", "notice");
      } else if (notice.has("doi")) {
        html.link("https://doi.org/" + notice.path("doi").asText(), "notice");
      }
      html.raw("</span></li>");
    }
    html.raw("</ul></div>");
  }

  private static String prefixed(String prefix, JsonNode text) {
    return text.asText("").isEmpty() ? "" : prefix + text.asText();
  }
}
