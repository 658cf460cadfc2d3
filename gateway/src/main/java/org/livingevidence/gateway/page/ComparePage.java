package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    if (cell.omitted() > 0) {
      html.raw("<p class=\"meta\">");
      html.text(cell.omitted() + " more are in the label and not shown here.");
      html.raw("</p>");
    }
    html.raw("</td>");
  }

  /// Under which heads the values of a row stand.
  private void row(Cell.@Nullable TableRow row) {
    if (row == null) {
      return;
    }
    html.raw("<ul class=\"arms\">");
    for (Cell.Arm arm : row.arms()) {
      html.raw("<li>");
      html.text(arm.name().isEmpty() ? arm.value() : arm.name() + ": " + arm.value());
      html.raw("</li>");
    }
    html.raw("</ul>");
    String said = row.table() == null ? "" : row.table();
    if (row.group() != null) {
      said = said.isEmpty() ? row.group() : said + " · " + row.group();
    }
    if (!said.isEmpty()) {
      html.raw("<p class=\"meta\">").text(said).raw("</p>");
    }
  }

  private void item(Cell.Item item, boolean rates) {
    html.raw("<div>");
    html.text(item.text());
    row(item.row());
    if (item.population() != null) {
      html.raw("<p class=\"population\">").text(PopulationText.of(item.population())).raw("</p>");
    }
    if (rates) {
      html.raw("<p class=\"meta\">");
      html.text(
          item.denominators().isEmpty()
              ? item.row() == null
                  ? "This sentence states no denominator."
                  : "The table states no denominator for this row."
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
