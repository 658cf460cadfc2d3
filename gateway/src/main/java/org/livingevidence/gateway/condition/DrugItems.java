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
import java.util.Map;
import java.util.Set;
import org.livingevidence.gateway.condition.DrugStore.Member;
import org.livingevidence.gateway.condition.DrugStore.Row;
import org.livingevidence.gateway.condition.PublicationStore.Linked;
import org.livingevidence.gateway.intake.drug.DrugClass;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// The drugs of a condition as they are shown: `{drug, indications, inNarrowerConditions,
/// restrictions, evidence, reportedUse}`.
///
/// An approval never rolls up or down: `indications` are those that name exactly this condition,
/// those of a narrower condition stand apart under `inNarrowerConditions` with the condition they
/// name, and one of a broader condition does not appear at all. Publications do roll up. Those of a
/// drug that has no approval for exactly this condition are its reported use, but for publications
/// about a narrower condition in which it is approved.
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

  private static final Set<String> APPROVED = Set.of("approved", "conditional", "emergency");

  private static final List<String> DRUG_FIELDS =
      List.of("id", "name", "brands", "drugClass", "target", "mechanism", "routes", "monograph");

  private final ViewStore store;
  private final DrugStore drugs;
  private final PublicationStore publications;
  private final PublicationItems publicationItems;
  private final ConditionConfig config;

  DrugItems(
      ViewStore store,
      DrugStore drugs,
      PublicationStore publications,
      PublicationItems publicationItems,
      ConditionConfig config) {
    this.store = store;
    this.drugs = drugs;
    this.publications = publications;
    this.publicationItems = publicationItems;
    this.config = config;
  }

  /// One drug of a condition.
  ///
  /// @param id the drug's id
  /// @param strength where it stands: its strongest status for exactly this condition, then whether
  ///     only narrower conditions have one, then restricted, then only reported; 0 is the strongest
  /// @param restricted its restrictions against this very condition
  record Item(String id, int strength, ObjectNode json, List<JsonNode> restricted) {}

  /// What the publications say of the drugs of a condition.
  private record Reports(
      Map<String, Map<String, Map<String, Long>>> counts,
      Map<String, List<Linked>> top,
      Map<String, List<Linked>> reported) {}

  /// The names of a drug.
  static List<String> names(JsonNode drug) {
    List<String> names = new ArrayList<>();
    names.add(drug.path("name").asText());
    drug.path("brands").forEach(name -> names.add(name.asText()));
    drug.path("synonyms").forEach(name -> names.add(name.asText()));
    return names;
  }

  /// All drugs of the condition: those indicated for it by strength of status, then those of
  /// narrower conditions, then those only restricted in it, then those only reported; by name
  /// within each.
  List<Item> of(Snapshot snapshot, String conditionId) throws SQLException {
    List<Row> rows = drugs.drugs(snapshot, conditionId);
    if (rows.isEmpty()) {
      return List.of();
    }
    Set<String> others = new HashSet<>();
    Set<String> classes = new HashSet<>();
    for (Row row : rows) {
      if (row.narrower()) {
        for (JsonNode indication : row.data().path("indications")) {
          others.add(indication.path("condition").path("id").asText());
        }
      }
      for (JsonNode restriction : row.data().path("restrictions")) {
        if (restriction.path("against").path("kind").asText().equals("class")) {
          classes.add(DrugClass.key(restriction.path("against").path("name").asText()));
        }
      }
    }
    others.remove("");
    others.remove(conditionId);
    Set<String> narrower = store.below(snapshot, conditionId, others);
    Map<String, List<Member>> members = drugs.members(snapshot, classes);
    Reports reports = reports(snapshot, conditionId, rows);
    List<Item> items = new ArrayList<>();
    for (Row row : rows) {
      items.add(item(snapshot, row, conditionId, narrower, members, reports));
    }
    items.sort(Comparator.comparingInt(Item::strength)); // stable: rows come by name
    return items;
  }

  private Reports reports(Snapshot snapshot, String conditionId, List<Row> rows)
      throws SQLException {
    Map<String, Map<String, Map<String, Long>>> counts = drugs.counts(snapshot, conditionId);
    String[] named = rows.stream().map(Row::id).filter(counts::containsKey).toArray(String[]::new);
    if (named.length == 0) {
      return new Reports(counts, Map.of(), Map.of());
    }
    return new Reports(
        counts,
        publications.ofDrugs(snapshot, conditionId, named, false, config.evidenceTop()),
        publications.ofDrugs(
            snapshot,
            conditionId,
            named,
            true,
            config.reportedUseLookedAt() * config.reportedUse()));
  }

  private Item item(
      Snapshot snapshot,
      Row row,
      String conditionId,
      Set<String> narrower,
      Map<String, List<Member>> members,
      Reports reports)
      throws SQLException {
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
    Set<String> approvedIn = new HashSet<>();
    int strength = Integer.MAX_VALUE;
    for (JsonNode indication : data.path("indications")) {
      String named = indication.path("condition").path("id").asText();
      if (APPROVED.contains(indication.path("status").asText())) {
        approvedIn.add(named);
      }
      if (named.equals(conditionId)) {
        own.add(indication);
        strength = Math.min(strength, rank(indication));
      } else if (narrower.contains(named)) {
        below.add(indication);
        strength = Math.min(strength, STATUSES.size() + 1 + rank(indication));
      }
    }
    List<JsonNode> here = restrictions(json, row, conditionId, members);
    List<Linked> reported =
        approvedIn.contains(conditionId)
            ? List.of()
            : reports.reported().getOrDefault(row.id(), List.of()).stream()
                .filter(linked -> !approvedIn.contains(linked.via()))
                .limit(config.reportedUse())
                .toList();
    if (strength == Integer.MAX_VALUE) {
      strength = (row.restricted() ? 3 : 4) * STATUSES.size();
    }
    List<String> names = names(data);
    json.set(
        "evidence",
        evidence(
            reports.counts().getOrDefault(row.id(), Map.of()),
            publicationItems.array(
                snapshot, conditionId, reports.top().getOrDefault(row.id(), List.of()), names)));
    json.set("reportedUse", publicationItems.array(snapshot, conditionId, reported, names));
    return new Item(row.id(), strength, json, here);
  }

  /// Puts the restrictions, with the drugs that are held of a class.
  private static List<JsonNode> restrictions(
      ObjectNode json, Row row, String conditionId, Map<String, List<Member>> members) {
    ArrayNode restrictions = json.putArray("restrictions");
    List<JsonNode> here = new ArrayList<>();
    for (JsonNode stated : row.data().path("restrictions")) {
      ObjectNode restriction = stated.deepCopy();
      if (restriction.path("against") instanceof ObjectNode against
          && against.path("kind").asText().equals("class")) {
        ArrayNode listed = against.putArray("members");
        for (Member member :
            members.getOrDefault(DrugClass.key(against.path("name").asText()), List.of())) {
          listed.addObject().put("id", member.id()).put("name", member.name());
        }
      }
      restrictions.add(restriction);
      if (row.restricted() && stated.path("against").path("id").asText().equals(conditionId)) {
        here.add(restriction);
      }
    }
    return here;
  }

  private static ObjectNode evidence(Map<String, Map<String, Long>> counts, ArrayNode top) {
    ObjectNode evidence = JsonNodeFactory.instance.objectNode();
    evidence.put("total", counts.getOrDefault("total", Map.of()).getOrDefault("", 0L));
    ObjectNode byDesign = evidence.putObject("byDesign");
    counts.getOrDefault("design", Map.of()).forEach(byDesign::put);
    evidence.set("top", top);
    return evidence;
  }

  private static int rank(JsonNode indication) {
    int at = STATUSES.indexOf(indication.path("status").asText());
    return at < 0 ? STATUSES.size() : at;
  }
}
