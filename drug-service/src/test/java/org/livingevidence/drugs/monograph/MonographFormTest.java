package org.livingevidence.drugs.monograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.form.InvalidForm;
import org.livingevidence.teststack.Contracts;

/// What the form of a monograph takes and refuses.
class MonographFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode form() {
    try {
      return (ObjectNode)
          JSON.readTree(
              """
              {"title": "How examplamab works", "drugs": ["examplamab"],
               "lead": "It holds a signal back.", "quickSummary": "An antibody.",
               "keyPoints": [{"label": "One", "text": "It binds.", "references": [1]}],
               "sections": [{"heading": "How", "paragraphs": [
                 {"text": "It binds.", "references": [1, 2],
                  "claims": [{"drug": "examplamab", "condition": {"name": "Asthma"},
                              "jurisdiction": "US", "status": "approved"}]}]}],
               "comparison": {"caption": "Two", "columns": ["a", "b"],
                 "rows": [{"label": "US", "cells": ["approved", "approved"], "references": [1]}]},
               "faq": [{"question": "What is it?", "answer": "An antibody.", "references": [2]}],
               "references": [
                 {"number": 1, "kind": "label", "title": "The label", "setId": "abc"},
                 {"number": 2, "kind": "citation", "title": "A trial", "pmid": "21411845"}],
               "disclaimer": "For information only."}
              """);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode at(ObjectNode form, String pointer) {
    return (ObjectNode) form.at(pointer);
  }

  private static List<String> faults(JsonNode form) {
    var invalid =
        catchThrowableOfType(InvalidForm.class, () -> Monograph.read(form, "how-examplamab-works"));
    assertThat(invalid).as(form.toString()).isNotNull();
    return invalid.errors().stream().map(error -> error.field() + " " + error.reason()).toList();
  }

  @Test
  void aWholeFormIsTakenAndSaidByContract() {
    var monograph = Monograph.read(form(), null);
    var tree = MonographJson.tree(monograph);

    assertThat(monograph.id()).isEqualTo("how-examplamab-works");
    assertThat(monograph.readingMinutes()).isEqualTo(1);
    assertThat(Contracts.violations("monograph.v1.schema.json", tree)).isEmpty();
    assertThat(Monograph.read(tree, null)).isEqualTo(monograph);
    assertThat(MonographJson.monograph(tree.toString())).isEqualTo(monograph);
  }

  @Test
  void theContractsExamplesAreForms() {
    for (String name : List.of("full", "minimal", "quoted")) {
      var example = Contracts.read("examples/monograph.v1." + name + ".json");

      assertThat(MonographJson.tree(Monograph.read(example, null))).isEqualTo(example);
    }
  }

  @Test
  void readingTimeFollowsFromTheWordsUnlessItIsGiven() {
    var form = form();
    at(form, "/sections/0/paragraphs/0").put("text", "word ".repeat(590));
    assertThat(Monograph.read(form, null).readingMinutes()).isEqualTo(4);

    form.put("readingMinutes", 7);
    assertThat(Monograph.read(form, null).readingMinutes()).isEqualTo(7);
    form.put("readingMinutes", 0);
    assertThat(faults(form)).containsExactly("readingMinutes must be a whole number from 1 to 600");
  }

  @Test
  void aReferenceThatIsNotOnTheListIsNamedWithItsPath() {
    var form = form();
    ((ArrayNode) form.at("/sections/0/paragraphs/0/references")).add(17);
    ((ArrayNode) form.at("/faq/0/references")).add(3);
    ((ArrayNode) form.at("/comparison/rows/0/references")).add(4);

    assertThat(faults(form))
        .containsExactly(
            "sections[0].paragraphs[0].references[2] names reference 17, which is not on the list:"
                + " there are 1 to 2",
            "comparison.rows[0].references[1] names reference 4, which is not on the list: there"
                + " are 1 to 2",
            "faq[0].references[1] names reference 3, which is not on the list: there are 1 to 2");
  }

  @Test
  void anEmptyReferenceIsRefused() {
    var form = form();
    at(form, "/references/0").remove("setId");
    at(form, "/references/1").remove("title");

    assertThat(faults(form))
        .containsExactly(
            "references[0] of the kind label needs its setId", "references[1].title is required");
  }

  @Test
  void referencesAreNumberedInTheirOrder() {
    var form = form();
    at(form, "/references/1").put("number", 3);

    assertThat(faults(form)).anyMatch(fault -> fault.startsWith("references[1].number must be 2"));
  }

  @Test
  void textWithMarkupIsRefusedWhereverItStands() {
    for (String text :
        List.of(
            "See <b>this</b>.",
            "See {Link: the site https://example.org}.",
            "See [the site](https://example.org).",
            "It is **strong**.",
            "Bread &amp; butter.",
            "It binds [1].")) {
      var form = form();
      at(form, "/faq/0").put("answer", text);

      assertThat(faults(form))
          .as(text)
          .singleElement()
          .asString()
          .startsWith("faq[0].answer must be plain text without markup");
    }
    var plain = form();
    at(plain, "/faq/0").put("answer", "Neutrophils < 1.5 and > 1.0 × 10⁹/l; R&D; C1–C4 [sic].");
    assertThat(Monograph.read(plain, null).faq()).hasSize(1);
  }

  @Test
  void aQuestionKeepsItsQuestionAndATableItsCells() {
    var form = form();
    at(form, "/faq/0").remove("question");
    ((ArrayNode) form.at("/comparison/rows/0/cells")).remove(0);

    assertThat(faults(form))
        .containsExactly(
            "comparison.rows[0].cells must be 2, one for each column, not 1",
            "faq[0].question is required");
  }

  @Test
  void whatIsClaimedNeedsAReference() {
    var form = form();
    at(form, "/sections/0/paragraphs/0").remove("references");

    assertThat(faults(form))
        .singleElement()
        .asString()
        .startsWith("sections[0].paragraphs[0].references is required");
  }

  @Test
  void everyFaultIsFoundAtOnce() throws IOException {
    assertThat(
            faults(
                JSON.readTree(
                    """
                    {"title": "A", "drugs": ["Not A Slug"], "colour": "blue", "sections": [{}],
                     "references": [{"number": 1.5, "kind": "rumour", "title": "x"}]}
                    """)))
        .hasSizeGreaterThan(6);
  }
}
