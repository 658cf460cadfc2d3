package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.livingevidence.gateway.condition.ConditionPaths;

/// A monograph as a page: what it says in short, the article, a table, questions with their
/// answers, and the numbered references that every statement leads to.
final class MonographPage {
  private final Html html = new Html();
  private final JsonNode monograph;
  private final JsonNode quotes;

  private MonographPage(JsonNode monograph, JsonNode quotes) {
    this.monograph = monograph;
    this.quotes = quotes;
  }

  /// @param monograph the JSON of `GET /api/v1/monographs/{id}`
  /// @param quotes what `…/lint` says of its quotes; missing when that is not known
  static String of(JsonNode monograph, JsonNode quotes) {
    return new MonographPage(monograph, quotes).page();
  }

  /// Where a monograph's page is.
  static String path(String id) {
    return "/monographs/" + ConditionPaths.segment(id);
  }

  private String page() {
    html.raw("<article class=\"monograph\">").element("h1", monograph.path("title").asText());
    byline();
    html.raw("<p class=\"lead\">").field(monograph, "lead", "").raw("</p>");
    html.raw("<section class=\"summary\" id=\"summary\"><h2>Quick summary</h2><p>");
    html.field(monograph, "quickSummary", "").raw("</p></section>");
    keyPoints(monograph.path("keyPoints"));
    contents();
    int section = 0;
    for (JsonNode each : monograph.path("sections")) {
      html.raw("<section id=\"section-" + ++section + "\">");
      html.element("h2", each.path("heading").asText());
      each.path("paragraphs").forEach(paragraph -> statement("p", paragraph, "text"));
      html.raw("</section>");
    }
    comparison(monograph.path("comparison"));
    questions(monograph.path("faq"));
    conditions();
    new ReferenceList(html).add(monograph.path("references"));
    quoted();
    if (monograph.has("disclaimer")) {
      html.raw("<section class=\"disclaimer\" id=\"disclaimer\"><h2>Disclaimer</h2><p>");
      html.field(monograph, "disclaimer", "</p></section>");
    }
    html.raw("<footer class=\"meta\">")
        .link("/api/v1" + path(monograph.path("id").asText()), "monograph as JSON")
        .raw(" \u00b7 ")
        .link("/api/v1" + path(monograph.path("id").asText()) + "/versions", "its versions");
    return Html.page(monograph.path("title").asText(), html.raw("</footer></article>").toString());
  }

  private void byline() {
    List<String> parts = new ArrayList<>();
    int minutes = monograph.path("readingMinutes").asInt();
    if (minutes > 0) {
      parts.add(minutes + " min read");
    }
    List<String> authors = new ArrayList<>();
    monograph.path("authors").forEach(author -> authors.add(author.asText()));
    if (!authors.isEmpty()) {
      parts.add("by " + String.join(", ", authors));
    }
    if (monograph.has("edition")) {
      parts.add("edition " + monograph.path("edition").asText());
    }
    if (monograph.has("reviewed")) {
      parts.add("reviewed " + monograph.path("reviewed").asText());
    }
    html.raw("<p class=\"meta\">").text(String.join(" \u00b7 ", parts)).raw("</p>");
  }

  private void keyPoints(JsonNode points) {
    if (points.isEmpty()) {
      return;
    }
    html.raw("<section id=\"key-points\"><h2>Key points</h2><ul class=\"points\">");
    for (JsonNode point : points) {
      html.raw("<li><b>").text(point.path("label").asText()).raw(".</b> ");
      html.text(point.path("text").asText());
      marks(point);
      html.raw("</li>");
    }
    html.raw("</ul></section>");
  }

  private void contents() {
    html.raw("<nav class=\"contents\" aria-label=\"In this article\"><h2>In this article</h2><ol>");
    int section = 0;
    for (JsonNode each : monograph.path("sections")) {
      entry("section-" + ++section, each.path("heading").asText());
    }
    if (monograph.has("comparison")) {
      entry("comparison", monograph.at("/comparison/caption").asText());
    }
    if (!monograph.path("faq").isEmpty()) {
      entry("questions", "Frequently asked questions");
    }
    if (!monograph.path("references").isEmpty()) {
      entry("references", "References");
    }
    html.raw("</ol></nav>");
  }

  private void entry(String anchor, String text) {
    html.raw("<li><a href=\"#" + anchor + "\">").text(text).raw("</a></li>");
  }

  private void comparison(JsonNode table) {
    if (table.isMissingNode()) {
      return;
    }
    html.raw("<section id=\"comparison\">").element("h2", table.path("caption").asText());
    html.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html.text(table.path("caption").asText());
    html.raw("\"><table><thead><tr><td></td>");
    table
        .path("columns")
        .forEach(column -> html.raw("<th scope=\"col\">").text(column.asText()).raw("</th>"));
    html.raw("</tr></thead><tbody>");
    for (JsonNode row : table.path("rows")) {
      html.raw("<tr><th scope=\"row\">").text(row.path("label").asText());
      marks(row);
      html.raw("</th>");
      row.path("cells").forEach(cell -> html.element("td", cell.asText()));
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div></section>");
  }

  private void questions(JsonNode questions) {
    if (questions.isEmpty()) {
      return;
    }
    html.raw("<section class=\"questions\" id=\"questions\"><h2>Frequently asked questions</h2>");
    for (JsonNode question : questions) {
      html.element("h3", question.path("question").asText());
      statement("p", question, "answer");
    }
    html.raw("</section>");
  }

  /// The conditions whose standing the article speaks of, each with a page of its own.
  private void conditions() {
    Map<String, String> named = new LinkedHashMap<>();
    for (JsonNode claim : monograph.findValues("claims")) {
      for (JsonNode each : claim) {
        if (each.path("condition").has("id")) {
          named.putIfAbsent(each.at("/condition/id").asText(), each.at("/condition/name").asText());
        }
      }
    }
    if (named.isEmpty()) {
      return;
    }
    html.raw("<section id=\"conditions\"><h2>Conditions spoken of</h2><ul class=\"inline\">");
    named.forEach((id, name) -> html.raw("<li>").link(ConditionPaths.page(id), name).raw("</li>"));
    html.raw("</ul></section>");
  }

  /// What the article quotes, and whether the source has it.
  private void quoted() {
    if (quotes.isEmpty()) {
      return;
    }
    html.raw("<section class=\"quotes\" id=\"quotes\"><h2>Quotes</h2>");
    for (JsonNode quote : quotes) {
      html.raw("<blockquote>").text(quote.path("words").asText()).raw("<cite>");
      html.text(
          switch (quote.path("state").asText()) {
            case "verified" -> "Verified: its source has these words.";
            case "not-found-in-source" -> "Not found in its source.";
            default -> "Its source is not held here; not verified.";
          });
      html.raw("</cite></blockquote>");
    }
    html.raw("</section>");
  }

  private void statement(String element, JsonNode node, String field) {
    html.raw("<" + element + ">").text(node.path(field).asText());
    marks(node);
    html.raw("</" + element + ">");
  }

  private void marks(JsonNode node) {
    if (node.path("references").isEmpty()) {
      return;
    }
    html.raw("<sup class=\"marks\">");
    String separator = "";
    for (JsonNode reference : node.path("references")) {
      int number = reference.asInt();
      html.raw(separator + "<a href=\"#reference-" + number + "\">" + number + "</a>");
      separator = ",\u2009";
    }
    html.raw("</sup>");
  }
}
