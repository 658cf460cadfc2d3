package org.livingevidence.gateway.page;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.livingevidence.gateway.compare.Cell;
import org.livingevidence.gateway.compare.Cell.Arm;
import org.livingevidence.gateway.compare.Cell.TableRow;

/// Rows of one table of a label as a table again: heads, denominators and source once.
final class RatesTable {
  private RatesTable() {}

  /// Whether a row lies under the same heads of the same table as another.
  static boolean isSame(Cell.Item one, Cell.Item other) {
    TableRow row = one.row();
    TableRow next = other.row();
    return row != null
        && next != null
        && (row.group() == null || next.group() != null)
        && isUnderHeads(row)
        && Objects.equals(row.table(), next.table())
        && heads(row).equals(heads(next))
        && one.denominators().equals(other.denominators())
        && Objects.equals(one.source(), other.source());
  }

  /// Values under no heads, or under the same, have no columns in which others would lie too.
  private static boolean isUnderHeads(TableRow row) {
    List<String> heads = heads(row);
    return heads.stream().noneMatch(String::isEmpty) && Set.copyOf(heads).size() == heads.size();
  }

  private static List<String> heads(TableRow row) {
    return row.arms().stream().map(Arm::name).toList();
  }

  /// @param rows that are all the same table's
  static void write(Html html, List<TableRow> rows) {
    TableRow first = rows.getFirst();
    html.raw("<table class=\"rates\">");
    if (first.table() != null) {
      html.element("caption", first.table());
    }
    html.raw("<thead><tr><td></td>");
    first.arms().forEach(arm -> html.raw("<th scope=\"col\">").text(arm.name()).raw("</th>"));
    html.raw("</tr></thead><tbody>");
    String group = null;
    for (TableRow row : rows) {
      if (row.group() != null && !row.group().equals(group)) {
        html.raw("<tr><th scope=\"rowgroup\" colspan=\"" + (first.arms().size() + 1) + "\">");
        html.text(row.group()).raw("</th></tr>");
      }
      group = row.group();
      html.raw("<tr><th scope=\"row\">").text(row.name()).raw("</th>");
      row.arms().forEach(arm -> html.raw("<td>").text(arm.value()).raw("</td>"));
      html.raw("</tr>");
    }
    html.raw("</tbody></table>");
  }
}
