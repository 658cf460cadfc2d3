package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
          Cell.State.CONDITION_NOT_NAMED, "No dose was found that names this condition",
          Cell.State.NOT_RECOGNISED,
              "Nothing was recognised in the label's section: read the label",
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
      row.cells().forEach(cell -> cell(cell, row.key()));
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div></article>");
    return Html.page(title, html.toString());
  }

  private void cell(Cell cell, String respect) {
    html.raw("<td>");
    String nothing = NOTHING.getOrDefault(cell.state(), "");
    if (!nothing.isEmpty()) {
      html.raw("<span class=\"empty\">").text(nothing).raw("</span>");
    }
    List<Cell.Item> items = cell.items();
    int at = 0;
    while (at < items.size()) {
      int end = at + 1;
      while (end < items.size() && isTogether(items.get(at), items.get(end), respect)) {
        end++;
      }
      items(items.subList(at, end), respect);
      at = end;
    }
    if (cell.omitted() > 0) {
      html.raw("<p class=\"meta\">");
      html.text(cell.omitted() + " more are in the label and not shown here.");
      html.raw("</p>");
    }
    html.raw("</td>");
  }

  /// Whether they stand under one source: rows of one table, and doses of one label.
  private static boolean isTogether(Cell.Item one, Cell.Item other, String respect) {
    return RatesTable.isSame(one, other)
        || (respect.equals("label-dosing")
            && Objects.equals(one.source(), other.source())
            && Objects.equals(one.condition(), other.condition()));
  }

  /// One statement, or those of one source.
  private void items(List<Cell.Item> items, String respect) {
    Cell.Item item = items.getFirst();
    List<Cell.TableRow> rows =
        items.stream().flatMap(each -> Stream.ofNullable(each.row())).toList();
    html.raw("<div>");
    if (respect.equals("label-dosing") && item.condition() != null) {
      html.raw("<p class=\"meta\">");
      html.text(item.jurisdiction() + ", for " + item.condition().path("name").asText())
          .raw("</p>");
    }
    if (!rows.isEmpty()) {
      RatesTable.write(html, rows);
    } else if (items.size() > 1) {
      listed(items.stream().map(Cell.Item::text).toList());
    } else {
      html.text(item.text());
      listed(item.listed());
    }
    if (item.population() != null) {
      html.raw("<p class=\"population\">").text(PopulationText.of(item.population())).raw("</p>");
    }
    if (respect.equals("adverse-reactions")) {
      html.raw("<p class=\"meta\">");
      html.text(item.jurisdiction() + ". " + denominators(item)).raw("</p>");
    }
    JsonNode source = item.source();
    if (source != null) {
      new DrugSection(html, "").source(source);
    }
    html.raw("</div>");
  }

  private void listed(List<String> listed) {
    if (!listed.isEmpty()) {
      html.raw("<ul>");
      listed.forEach(each -> html.element("li", each));
      html.raw("</ul>");
    }
  }

  /// Rates are worth little without them.
  private static String denominators(Cell.Item item) {
    if (!item.denominators().isEmpty()) {
      return "Denominator: " + String.join("; ", item.denominators());
    }
    return item.row() == null
        ? "It states no denominator."
        : "The table states no denominator for these rows.";
  }
}
