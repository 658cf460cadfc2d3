package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.livingevidence.gateway.compare.Cell;
import org.livingevidence.gateway.compare.Comparison;
import org.livingevidence.gateway.condition.ConditionPaths;

/// Drugs side by side, as a table: a column for each drug, a row for each respect, in each cell
/// what is stated with its source, or why there is nothing.
final class ComparePage {
  private static final Map<Cell.State, String> NOTHING =
      Map.of(
          Cell.State.STATED, "",
          Cell.State.NOT_STATED, "Not stated",
          Cell.State.NONE_FOUND, "Searched, no approval found",
          Cell.State.NOT_SEARCHED, "Not searched",
          Cell.State.LABEL_NOT_HELD, "Label not held",
          Cell.State.NONE_IN_VERSION, "None in this version of the label",
          Cell.State.UNAVAILABLE, "Not to be had just now");

  private final Html html = new Html();
  private final Comparison comparison;

  private ComparePage(Comparison comparison) {
    this.comparison = comparison;
  }

  static String of(Comparison comparison) {
    return new ComparePage(comparison).page();
  }

  private String page() {
    JsonNode condition = comparison.condition();
    String name = condition.path("naturalName").asText();
    String title = "Drugs compared for " + name;
    html.raw("<article>").element("h1", title).raw("<p class=\"meta\">");
    html.link(
        ConditionPaths.page(condition.path("slug").asText(condition.path("id").asText())), name);
    html.raw(". An approval counts only where it names exactly this condition.</p>");
    html.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"").text(title);
    html.raw("\"><table class=\"compare\"><thead><tr><td></td>");
    for (JsonNode drug : comparison.drugs()) {
      html.raw("<th scope=\"col\">").text(drug.path("name").asText());
      for (JsonNode brand : drug.path("brands")) {
        html.raw(" <span class=\"brands\">").text(brand.asText()).raw("</span>");
      }
      html.raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    for (Comparison.Row row : comparison.rows()) {
      html.raw("<tr><th scope=\"row\">").text(row.label());
      if (row.jurisdiction() != null) {
        html.text(", " + row.jurisdiction());
      }
      html.raw("</th>");
      boolean rates = row.key().equals("adverse-reactions");
      row.cells().forEach(cell -> cell(cell, rates));
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div></article>");
    return Html.page(title, html.toString());
  }

  /// @param rates whether its items state rates, which are worth little without denominators
  private void cell(Cell cell, boolean rates) {
    html.raw("<td>");
    String nothing = NOTHING.getOrDefault(cell.state(), "");
    if (!nothing.isEmpty()) {
      html.raw("<span class=\"empty\">").text(nothing).raw("</span>");
    }
    cell.items().forEach(item -> item(item, rates));
    html.raw("</td>");
  }

  private void item(Cell.Item item, boolean rates) {
    html.raw("<div>");
    html.text(item.text());
    if (item.population() != null) {
      html.raw("<p class=\"population\">").text(PopulationText.of(item.population())).raw("</p>");
    }
    if (rates) {
      html.raw("<p class=\"meta\">");
      html.text(
          item.denominators().isEmpty()
              ? "This sentence states no denominator."
              : "Denominator: " + String.join("; ", item.denominators()));
      html.raw("</p>");
    }
    JsonNode source = item.source();
    if (source != null) {
      new DrugSection(html, "").source(source);
    }
    html.raw("</div>");
  }
}
