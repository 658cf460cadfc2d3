package org.livingevidence.drugs.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.monograph.Monograph;
import org.livingevidence.drugs.topic.ConditionDictionary;
import org.livingevidence.drugs.topic.Kinship;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Standing;

/// The sample drugs and topics, to lint articles against without a database.
final class SampleHeld {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Drug> drugs = new HashMap<>();
  private final Kinship kinship;
  private Documents documents = Documents.NONE;
  private final Dictionary conditions;

  SampleHeld() throws IOException {
    for (JsonNode form : sample("drugs")) {
      put(form);
    }
    var names = Dictionary.conditions();
    var places = new ArrayList<Kinship.Place>();
    for (JsonNode topic : sample("topics")) {
      String id = topic.path("id").asText();
      ConditionDictionary.spellings(topic.path("name").asText())
          .forEach(name -> names.add(name, id, Standing.PREFERRED));
      for (JsonNode synonym : topic.path("synonyms")) {
        ConditionDictionary.spellings(synonym.asText()).forEach(name -> names.add(name, id));
      }
      var broader = new ArrayList<>(texts(topic.path("broader")));
      places.add(
          new Kinship.Place(
              id,
              List.of(),
              broader,
              texts(topic.path("narrower")),
              texts(topic.path("treeNumbers"))));
    }
    conditions = names.build();
    kinship = new Kinship(places);
  }

  /// Puts a drug in place of what is there.
  void put(JsonNode form) {
    var drug = Drug.read(form, null);
    drugs.put(drug.id(), drug);
  }

  /// Holds documents whole.
  void hold(Documents held) {
    documents = held;
  }

  static JsonNode sample(String name) throws IOException {
    try (var file = SampleHeld.class.getResourceAsStream("/sample/" + name + ".json")) {
      return JSON.readTree(file);
    }
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  LintReport report(Monograph monograph, boolean draft) {
    var names = Dictionary.builder();
    drugs
        .values()
        .forEach(
            drug -> {
              names.add(drug.name(), drug.id());
              drug.brands().forEach(brand -> names.add(brand, drug.id()));
              drug.synonyms().forEach(synonym -> names.add(synonym, drug.id()));
            });
    return Lint.report(
        monograph,
        draft,
        new Held(drugs, kinship, documents, LocalDate.of(2026, 1, 5)),
        conditions,
        names.build());
  }

  /// An article about anakinra with these paragraphs, as `severity code pointer`.
  List<String> findings(String... paragraphs) {
    return said(report(article(List.of(paragraphs), "[]"), true));
  }

  /// The findings as `severity code pointer`.
  static List<String> said(LintReport report) {
    return report.findings().stream()
        .map(one -> one.severity().word() + " " + one.code() + " " + one.pointer())
        .toList();
  }

  /// An article about anakinra, with what it cites as JSON.
  static Monograph article(List<String> paragraphs, String references) {
    try {
      var form = JSON.createObjectNode();
      form.put("id", "article").put("title", "An article");
      form.putArray("drugs").add("anakinra");
      form.put("lead", "It holds a signal back.").put("quickSummary", "One signal.");
      var list = form.putArray("sections").addObject().put("heading", "Use").putArray("paragraphs");
      paragraphs.forEach(text -> list.addObject().put("text", text));
      form.set("references", JSON.readTree(references));
      return Monograph.readDraft(form, null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
