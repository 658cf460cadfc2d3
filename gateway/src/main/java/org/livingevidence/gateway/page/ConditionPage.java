package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A condition's view as a page: what it is, which drugs on whose authority, which publications and
/// why in this order, what to beware of.
final class ConditionPage {
  private ConditionPage() {}

  /// @param view the JSON of `GET /api/v1/conditions/{id}`
  static String of(JsonNode view) {
    JsonNode condition = view.path("condition");
    String name = condition.path("naturalName").asText();
    Html html = new Html();
    html.raw("<article data-changes=\"")
        .text(view.path("links").path("changes").asText())
        .raw("\">");
    html.element("h1", name);
    html.raw("<p class=\"meta\">").text(condition.path("id").asText());
    condition.path("synonyms").forEach(synonym -> html.raw(" · ").text(synonym.asText()));
    html.raw("</p><p>").field(condition, "summary", "").raw("</p>");
    neighbours(html, "Broader", condition.path("broader"));
    neighbours(html, "Narrower", condition.path("narrower"));
    alerts(html, view.path("alerts"));
    drugs(html, view.path("drugs"));
    publications(html, view.path("publications"));
    html.raw("<footer>");
    for (Map.Entry<String, JsonNode> link : view.path("links").properties()) {
      html.link(link.getValue().asText(), link.getKey()).raw(" ");
    }
    return Html.page(name, html.raw("</footer></article>").toString());
  }

  private static void neighbours(Html html, String title, JsonNode conditions) {
    if (conditions.isEmpty()) {
      return;
    }
    html.raw("<p class=\"meta\">" + title + ": ");
    String separator = "";
    for (JsonNode condition : conditions) {
      html.raw(separator)
          .link(
              "/conditions/" + condition.path("slug").asText(condition.path("id").asText()),
              condition.path("naturalName").asText());
      separator = ", ";
    }
    html.raw("</p>");
  }

  private static void alerts(Html html, JsonNode alerts) {
    if (alerts.isEmpty()) {
      return;
    }
    html.raw("<section class=\"alerts\"><h2>Beware</h2><ul>");
    alerts.forEach(alert -> html.element("li", alert.path("text").asText()));
    html.raw("</ul></section>");
  }

  private static void drugs(Html html, JsonNode drugs) {
    html.raw("<section><h2>Drugs</h2>");
    if (drugs.isEmpty()) {
      html.raw("<p>No drug is recorded here. That is not a finding that there is none.</p>");
    }
    for (JsonNode item : drugs) {
      JsonNode drug = item.path("drug");
      html.raw("<div class=\"drug\"><h3>").text(drug.path("name").asText());
      String separator = " (";
      for (JsonNode brand : drug.path("brands")) {
        html.raw(separator).text(brand.asText());
        separator = ", ";
      }
      html.raw(separator.equals(" (") ? "" : ")").raw("</h3><p>");
      html.field(drug, "drugClass", ". ").field(drug, "mechanism", "").raw("</p>");
      indications(html, "", item.path("indications"));
      indications(html, "In narrower conditions", item.path("inNarrowerConditions"));
      html.raw("</div>");
    }
    html.raw("</section>");
  }

  private static void indications(Html html, String title, JsonNode indications) {
    if (indications.isEmpty()) {
      return;
    }
    html.raw(title.isEmpty() ? "" : "<h4>" + title + "</h4>").raw("<ul>");
    for (JsonNode indication : indications) {
      html.raw("<li><strong>").text(indication.path("status").asText()).raw("</strong> ");
      html.field(indication, "jurisdiction", ": ");
      html.text(indication.path("condition").path("name").asText());
      html.raw(" ").field(indication, "dosing", "");
      JsonNode source = indication.path("source");
      if (source.has("sentence")) {
        html.raw("<blockquote>").field(source, "sentence", "").raw("<cite>");
        html.field(source, "kind", " ").field(source, "setId", " ").field(source, "version", " ");
        html.field(source, "date", "").raw("</cite></blockquote>");
      }
      html.raw("</li>");
    }
    html.raw("</ul>");
  }

  private static void publications(Html html, JsonNode publications) {
    html.raw("<section><h2>Publications</h2><p>")
        .text(publications.path("total").asText())
        .raw(" in all, narrower conditions' included.</p><ol>");
    for (JsonNode item : publications.path("top")) {
      html.raw("<li>").text(item.path("line").asText()).raw(" ");
      for (Map.Entry<String, JsonNode> link : item.path("links").properties()) {
        html.link(link.getValue().asText(), link.getKey()).raw(" ");
      }
      html.raw("<details><summary>why here</summary><ul>");
      for (JsonNode term : item.path("why").path("terms")) {
        html.raw("<li>").field(term, "name", ": ").field(term, "value", " (");
        html.text(term.path("points").asText()).raw(")</li>");
      }
      html.raw("</ul></details></li>");
    }
    html.raw("</ol></section>");
  }
}
