package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.compare.Cell.Item;
import org.livingevidence.gateway.compare.Cell.State;
import org.livingevidence.gateway.compare.Comparison.Row;
import org.livingevidence.gateway.condition.ComparedDrugs.Compared;

/// The rows that follow from the drugs themselves. An approval stands in the row of its
/// jurisdiction only where it names exactly the condition; those of narrower conditions have a row
/// of their own, those of broader ones have none.
final class Facts {
  private final Compared compared;
  private final String conditionId;

  Facts(Compared compared) {
    this.compared = compared;
    this.conditionId = compared.condition().path("id").asText();
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(row("class", "Class", drug -> field(drug, "drugClass")));
    rows.add(row("target", "Target", drug -> field(drug, "target")));
    rows.add(row("mechanism", "Mechanism", drug -> field(drug, "mechanism")));
    rows.add(row("routes", "Route", drug -> field(drug, "routes")));
    rows.add(row("dosing", "Dosing", this::dosing));
    Set<String> jurisdictions = new TreeSet<>();
    for (JsonNode drug : compared.drugs()) {
      drug.path("indications")
          .forEach(each -> jurisdictions.add(each.path("jurisdiction").asText()));
    }
    for (String jurisdiction : jurisdictions) {
      List<Cell> cells = new ArrayList<>();
      compared.drugs().forEach(drug -> cells.add(indicated(drug, jurisdiction)));
      rows.add(new Row("indications", "Indications", jurisdiction, cells));
    }
    rows.add(row("narrower", "In narrower conditions", this::narrower));
    rows.add(row("restrictions", "Restrictions between them", this::restrictions));
    return rows;
  }

  private interface Of {
    Cell cell(JsonNode drug);
  }

  private Row row(String key, String label, Of of) {
    return new Row(key, label, null, compared.drugs().stream().map(of::cell).toList());
  }

  /// A fact of the record as a whole, whose source is the record.
  private static Cell field(JsonNode drug, String field) {
    JsonNode value = drug.path(field);
    List<Item> items = new ArrayList<>();
    JsonNode source = record(drug);
    for (JsonNode each : value.isArray() ? value : List.of(value)) {
      if (!each.asText("").isEmpty()) {
        items.add(new Item(each.asText(), null, null, null, null, null, List.of(), source));
      }
    }
    return Cell.of(items, State.NOT_STATED);
  }

  private static JsonNode record(JsonNode drug) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", drug.at("/source/kind").asText("curated"))
        .put("url", "/api/v1/drugs/" + drug.path("id").asText());
  }

  private Cell dosing(JsonNode drug) {
    List<Item> items = new ArrayList<>();
    for (JsonNode indication : drug.path("indications")) {
      String dosing = indication.path("dosing").asText("");
      if (isHere(indication) && !dosing.isEmpty()) {
        items.add(item(indication, dosing, null));
      }
    }
    return Cell.of(items, State.NOT_STATED);
  }

  private Cell indicated(JsonNode drug, String jurisdiction) {
    List<Item> items = new ArrayList<>();
    for (JsonNode indication : drug.path("indications")) {
      if (isHere(indication) && indication.path("jurisdiction").asText().equals(jurisdiction)) {
        items.add(item(indication, words(indication), null));
      }
    }
    if (isEvery(items, "not-searched")) {
      return Cell.none(State.NOT_SEARCHED);
    }
    return isEvery(items, "none-found")
        ? new Cell(State.NONE_FOUND, items)
        : new Cell(State.STATED, items);
  }

  /// True also when there is none.
  private static boolean isEvery(List<Item> items, String status) {
    Predicate<Item> same = item -> status.equals(item.status());
    return items.stream().allMatch(same);
  }

  private Cell narrower(JsonNode drug) {
    List<Item> items = new ArrayList<>();
    for (JsonNode indication : drug.path("indications")) {
      if (compared.narrower().contains(indication.at("/condition/id").asText())) {
        String name = indication.at("/condition/name").asText();
        String jurisdiction = indication.path("jurisdiction").asText();
        items.add(
            item(
                indication,
                name + ", " + jurisdiction + ": " + words(indication),
                indication.path("condition")));
      }
    }
    return Cell.of(items, State.NOT_STATED);
  }

  private Cell restrictions(JsonNode drug) {
    List<Item> items = new ArrayList<>();
    for (JsonNode other : compared.drugs()) {
      for (JsonNode restriction : drug.path("restrictions")) {
        if (!other.path("id").equals(drug.path("id")) && compared.isAgainst(restriction, other)) {
          items.add(
              new Item(
                  restriction.path("force").asText()
                      + " with "
                      + other.path("name").asText()
                      + " ("
                      + restriction.at("/against/name").asText()
                      + ")"
                      + (restriction.has("reading") ? ", " + read(restriction) : ""),
                  restriction.path("id").asText(),
                  restriction.path("jurisdiction").asText(),
                  restriction.path("force").asText(),
                  null,
                  null,
                  List.of(),
                  restriction.path("source")));
        }
      }
    }
    return Cell.of(items, State.NOT_STATED);
  }

  private boolean isHere(JsonNode indication) {
    return indication.at("/condition/id").asText().equals(conditionId);
  }

  private static String words(JsonNode indication) {
    List<String> parts = new ArrayList<>();
    parts.add(indication.path("status").asText().replace('-', ' '));
    for (String field : List.of("intent", "regimen", "phase")) {
      parts.add(indication.path(field).asText("").replace('-', ' '));
    }
    String from = indication.path("validFrom").asText("");
    parts.add(from.isEmpty() ? "" : "from " + from);
    String to = indication.path("validTo").asText("");
    parts.add(to.isEmpty() ? "" : "to " + to);
    parts.add(read(indication));
    parts.removeIf(String::isEmpty);
    return String.join(", ", parts);
  }

  /// Says of what rules read that no person said it; empty for what one did.
  private static String read(JsonNode statement) {
    return switch (statement.at("/reading/review").asText()) {
      case "" -> "";
      case "confirmed" -> "read by rule, confirmed";
      default -> "read by rule, not reviewed";
    };
  }

  private static Item item(JsonNode indication, String text, @Nullable JsonNode condition) {
    JsonNode population = indication.path("population");
    return new Item(
        text,
        indication.path("id").asText(),
        indication.path("jurisdiction").asText(),
        indication.path("status").asText(),
        condition,
        population.isEmpty() ? null : population,
        List.of(),
        indication.path("source"));
  }
}
