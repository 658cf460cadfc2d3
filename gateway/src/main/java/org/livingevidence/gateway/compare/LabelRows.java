package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.compare.Cell.Item;
import org.livingevidence.gateway.compare.Cell.State;
import org.livingevidence.gateway.compare.Cell.TableRow;
import org.livingevidence.gateway.compare.Comparison.Row;
import org.livingevidence.gateway.condition.ConditionPaths;
import org.livingevidence.gateway.route.OwnerReads;
import org.livingevidence.gateway.route.OwnerReads.Answer;

/// The rows that the labels of the drugs give: doses, boxed warning, and the rates of adverse
/// reactions with their denominators. Of each drug the newest label of each jurisdiction is read, a
/// whole label before a leaflet, and one in English before others.
@ApplicationScoped
class LabelRows {
  private static final String API = "/api/v1/labels";
  private static final String BOXED_WARNING = "34066-1";
  private static final String US = "US";

  /// By the label's kind; else the LOINC code.
  private static final Map<String, String> ADVERSE_REACTIONS =
      Map.of("package-leaflet", "leaflet-4", "product-information", "smpc-4.8");

  private static final String ADVERSE_REACTIONS_CODE = "34084-4";

  private static final Map<String, String> DOSAGE =
      Map.of("package-leaflet", "leaflet-3", "product-information", "smpc-4.2");

  private static final String DOSAGE_CODE = "34068-7";
  private static final int LISTED = 200;

  private final OwnerReads owner;
  private final ObjectMapper mapper;
  private final CompareConfig config;

  LabelRows(OwnerReads owner, ObjectMapper mapper, CompareConfig config) {
    this.owner = owner;
    this.mapper = mapper;
    this.config = config;
  }

  /// @param omitted how many more there are
  private record Told(List<Item> items, int omitted) {}

  private interface Reading {
    Told of(JsonNode label, String code, JsonNode section);
  }

  /// @param dosing doses in the labels' words
  /// @param others boxed warnings and rates of adverse reactions
  record Rows(Row dosing, List<Row> others) {}

  /// @param conditions what the condition, and narrower ones that the drugs are for, are called
  /// @param authorization the reader's header; null for a reader without a token
  Rows of(List<JsonNode> drugs, Map<String, JsonNode> conditions, @Nullable String authorization) {
    List<Cell> doses = new ArrayList<>();
    List<Cell> warnings = new ArrayList<>();
    List<Cell> reactions = new ArrayList<>();
    for (JsonNode drug : drugs) {
      List<JsonNode> labels = labels(drug, authorization);
      doses.add(
          cell(
              labels,
              label -> DOSAGE.getOrDefault(label.path("kind").asText(), DOSAGE_CODE),
              authorization,
              State.CONDITION_NOT_NAMED,
              (label, code, section) -> doses(label, code, section, conditions)));
      warnings.add(
          cell(
              ofTheUs(labels),
              label -> BOXED_WARNING,
              authorization,
              State.NOT_RECOGNISED,
              LabelRows::whole));
      reactions.add(
          cell(labels, LabelRows::ofReactions, authorization, State.NOT_RECOGNISED, this::rates));
    }
    return new Rows(
        new Row("label-dosing", "Doses in the label", null, doses),
        List.of(
            new Row("boxed-warning", "Boxed warning", US, warnings),
            new Row("adverse-reactions", "Adverse reactions, with rates", null, reactions)));
  }

  /// One label for each jurisdiction; null when they cannot be had.
  private @Nullable List<JsonNode> labels(JsonNode drug, @Nullable String authorization) {
    JsonNode list =
        read(API + "?drug=" + drug.path("id").asText() + "&limit=" + LISTED, authorization);
    if (list == null) {
      return null;
    }
    Map<String, JsonNode> chosen = new TreeMap<>();
    Comparator<JsonNode> better =
        Comparator.<JsonNode, Boolean>comparing(label -> !label.path("weaker").asBoolean())
            .thenComparing(label -> label.path("language").asText("en").equals("en"))
            .thenComparing(label -> label.path("effective").asText(""));
    for (JsonNode label : list.path("items")) {
      chosen.merge(
          label.path("jurisdiction").asText(),
          label,
          (one, other) -> better.compare(other, one) > 0 ? other : one);
    }
    return List.copyOf(chosen.values());
  }

  /// Only labels of the United States have boxed warnings: that a leaflet has none says nothing.
  private static @Nullable List<JsonNode> ofTheUs(@Nullable List<JsonNode> labels) {
    return labels == null
        ? null
        : labels.stream().filter(label -> label.path("jurisdiction").asText().equals(US)).toList();
  }

  /// @param left what it is when all that was found is left out
  private Cell cell(
      @Nullable List<JsonNode> labels,
      Function<JsonNode, String> codes,
      @Nullable String authorization,
      State left,
      Reading reading) {
    if (labels == null) {
      return Cell.none(State.UNAVAILABLE);
    }
    if (labels.isEmpty()) {
      return Cell.none(State.LABEL_NOT_HELD);
    }
    List<Item> items = new ArrayList<>();
    int omitted = 0;
    boolean told = false;
    boolean present = false;
    for (JsonNode label : labels) {
      String code = codes.apply(label);
      JsonNode found =
          read(
              API
                  + "/"
                  + ConditionPaths.segment(label.path("id").asText())
                  + "/versions/current/sections/"
                  + code,
              authorization);
      if (found == null) {
        return Cell.none(State.UNAVAILABLE);
      }
      told |= !found.path("standing").asText().equals("not-told-by-source");
      for (JsonNode section : found.path("sections")) {
        present = true;
        Told read = reading.of(label, code, section);
        items.addAll(read.items());
        omitted += read.omitted();
      }
    }
    if (items.isEmpty() && present) {
      return new Cell(omitted > 0 ? left : State.NOT_RECOGNISED, items, omitted);
    }
    return Cell.of(items, omitted, told ? State.NONE_IN_VERSION : State.NOT_STATED);
  }

  private static String ofReactions(JsonNode label) {
    return ADVERSE_REACTIONS.getOrDefault(label.path("kind").asText(), ADVERSE_REACTIONS_CODE);
  }

  /// The section as it stands.
  private static Told whole(JsonNode label, String code, JsonNode section) {
    String text = SectionText.of(section);
    return new Told(text.isEmpty() ? List.of() : List.of(item(label, code, Said.of(text))), 0);
  }

  /// The sentences that state a dose and name the condition or a narrower one. The others may be
  /// for another, of which a reader of a comparison would not think: they are only counted.
  private Told doses(
      JsonNode label, String code, JsonNode section, Map<String, JsonNode> conditions) {
    var read = Doses.of(section, conditions);
    List<Item> items =
        read.doses().stream()
            .filter(dose -> dose.condition() != null)
            .limit(config.mostSentences())
            .map(dose -> item(label, code, Said.of(dose.sentence()), dose.condition()))
            .toList();
    return new Told(items, read.doses().size() + read.tooLong() - items.size());
  }

  /// The rows of tables and the sentences that state a rate.
  private Told rates(JsonNode label, String code, JsonNode section) {
    List<Item> items = new ArrayList<>();
    var tables = RateTables.of(section);
    for (var rates : tables.subList(0, Math.min(tables.size(), config.mostRows()))) {
      items.add(
          item(label, code, new Said(rates.text(), rates.denominators(), List.of(), rates.row())));
    }
    var rows = tables.stream().map(RateTables.Rates::text).toList();
    var sentences = SectionText.rates(SectionText.of(section), rows);
    for (var rate : sentences.subList(0, Math.min(sentences.size(), config.mostSentences()))) {
      items.add(
          item(label, code, new Said(rate.sentence(), rate.denominators(), rate.listed(), null)));
    }
    return new Told(items, tables.size() + sentences.size() - items.size());
  }

  /// What a section says in one place.
  private record Said(
      String text, List<String> denominators, List<String> listed, @Nullable TableRow row) {
    static Said of(String text) {
      return new Said(text, List.of(), List.of(), null);
    }
  }

  private static Item item(JsonNode label, String code, Said said) {
    return item(label, code, said, null);
  }

  private static Item item(JsonNode label, String code, Said said, @Nullable JsonNode condition) {
    String setId = label.path("id").asText();
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.put("kind", label.path("weaker").asBoolean() ? "leaflet" : "label");
    source.put("setId", setId);
    source.put("version", label.path("version").asText());
    source.put("section", code);
    if (label.has("effective")) {
      source.put("date", label.path("effective").asText());
    }
    source.put("url", API + "/" + ConditionPaths.segment(setId));
    return new Item(
        said.text(),
        null,
        label.path("jurisdiction").asText(),
        null,
        condition,
        null,
        said.denominators(),
        said.listed(),
        said.row(),
        source);
  }

  /// What the owner answers, null when it does not.
  private @Nullable JsonNode read(String uri, @Nullable String authorization) {
    Answer answer = owner.drugs(uri, authorization);
    if (!(answer instanceof Answer.Found(byte[] json))) {
      return null;
    }
    try {
      return mapper.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
