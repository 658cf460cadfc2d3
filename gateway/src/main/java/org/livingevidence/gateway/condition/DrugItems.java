package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.livingevidence.gateway.condition.ViewStore.DrugRow;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// The drugs of a condition as they are shown: `{drug, indications, inNarrowerConditions,
/// restrictions}`.
///
/// An approval never rolls up or down: `indications` are those that name exactly this condition,
/// those of a narrower condition stand apart under `inNarrowerConditions` with the condition they
/// name, and one of a broader condition does not appear at all.
@ApplicationScoped
class DrugItems {
  /// The strongest statement first; what is not listed comes last.
  private static final List<String> STATUSES =
      List.of(
          "approved",
          "conditional",
          "emergency",
          "off-label",
          "withdrawn",
          "none-found",
          "not-searched");

  private static final List<String> DRUG_FIELDS =
      List.of("id", "name", "brands", "drugClass", "target", "mechanism", "routes");

  private final ViewStore store;

  DrugItems(ViewStore store) {
    this.store = store;
  }

  /// One drug of a condition.
  ///
  /// @param id the drug's id
  /// @param strength where it stands: its strongest status for exactly this condition, then whether
  ///     only narrower conditions have one; 0 is the strongest
  /// @param restricted its restrictions against this very condition
  record Item(String id, int strength, ObjectNode json, List<JsonNode> restricted) {}

  /// All drugs of the condition: those indicated for it by strength of status, then those of
  /// narrower conditions, then those only restricted in it; by name within each.
  List<Item> of(Snapshot snapshot, String conditionId) throws SQLException {
    List<DrugRow> rows = store.drugs(snapshot, conditionId);
    Set<String> others = new HashSet<>();
    for (DrugRow row : rows) {
      if (row.narrower()) {
        for (JsonNode indication : row.data().path("indications")) {
          others.add(indication.path("condition").path("id").asText());
        }
      }
    }
    others.remove("");
    others.remove(conditionId);
    Set<String> narrower = store.below(snapshot, conditionId, others);
    List<Item> items = new ArrayList<>();
    for (DrugRow row : rows) {
      items.add(item(row, conditionId, narrower));
    }
    items.sort(Comparator.comparingInt(Item::strength)); // stable: rows come by name
    return items;
  }

  private static Item item(DrugRow row, String conditionId, Set<String> narrower) {
    JsonNode data = row.data();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode drug = json.putObject("drug");
    for (String field : DRUG_FIELDS) {
      if (data.has(field)) {
        drug.set(field, data.get(field));
      }
    }
    ArrayNode own = json.putArray("indications");
    ArrayNode below = json.putArray("inNarrowerConditions");
    int strength = 3 * STATUSES.size();
    for (JsonNode indication : data.path("indications")) {
      String named = indication.path("condition").path("id").asText();
      if (named.equals(conditionId)) {
        own.add(indication);
        strength = Math.min(strength, rank(indication));
      } else if (narrower.contains(named)) {
        below.add(indication);
        strength = Math.min(strength, STATUSES.size() + 1 + rank(indication));
      }
    }
    ArrayNode restrictions = json.putArray("restrictions");
    List<JsonNode> here = new ArrayList<>();
    for (JsonNode restriction : data.path("restrictions")) {
      restrictions.add(restriction);
      if (row.restricted() && restriction.path("against").path("id").asText().equals(conditionId)) {
        here.add(restriction);
      }
    }
    return new Item(row.id(), strength, json, here);
  }

  private static int rank(JsonNode indication) {
    int at = STATUSES.indexOf(indication.path("status").asText());
    return at < 0 ? STATUSES.size() : at;
  }
}
