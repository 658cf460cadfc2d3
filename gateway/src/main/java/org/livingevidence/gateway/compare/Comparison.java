package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drugs side by side for a condition.
///
/// @param drugs the columns: id, name, brands
public record Comparison(JsonNode condition, List<JsonNode> drugs, List<Row> rows) {
  public Comparison {
    drugs = List.copyOf(drugs);
    rows = List.copyOf(rows);
  }

  /// One respect in which they are compared.
  ///
  /// @param key `mechanism`, `target`, `routes`, `dosing` as curated, `label-dosing`,
  ///     `indications`, `narrower`, `boxed-warning`, `adverse-reactions`, `restrictions`
  /// @param jurisdiction of a row of indications, and of boxed warnings, which only it has
  /// @param cells one for each drug
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Row(String key, String label, @Nullable String jurisdiction, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }
}
