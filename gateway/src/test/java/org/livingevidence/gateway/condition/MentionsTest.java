package org.livingevidence.gateway.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.bibliography.Highlight;

class MentionsTest {
  private static final Mentions STILLS =
      new Mentions(List.of("Still's Disease, Adult-Onset", "AOSD", "Sjögren's Syndrome", "RA"));

  @Test
  void namesCountInAnyGuiseAndAsWholeWords() {
    assertThat(mentions("Patients with adult onset Still disease did well.")).isTrue();
    assertThat(mentions("Sjogren syndromes were excluded.")).isTrue();
    assertThat(mentions("It was AOSD.")).isTrue();
    assertThat(mentions("RA was treated.")).isTrue();
    assertThat(mentions("Ra is an element, ras a gene.")).isFalse();
    assertThat(mentions("Rasagiline was given.")).isFalse();
  }

  @Test
  void anAbbreviationThatTheAbstractDefinesCountsInTheConclusion() {
    JsonNode citation =
        citation(
            "In adult-onset Still's disease (ASD) fever recurs. Some think otherwise.",
            "ASD responds to treatment. More is to be learned.");
    assertThat(Highlight.of(citation, STILLS.in(citation), sentence -> false))
        .isEqualTo("ASD responds to treatment.");
  }

  @Test
  void anAbbreviationThatMeansSomethingElseThereDoesNot() {
    JsonNode citation =
        citation("Retinoic acid (RA) was given.", "RA was well tolerated. All went home.");
    assertThat(Highlight.of(citation, STILLS.in(citation), sentence -> false))
        .isEqualTo("All went home.");
  }

  private static boolean mentions(String sentence) {
    return STILLS.in(citation(sentence, "Else.")).test(sentence);
  }

  private static JsonNode citation(String background, String conclusion) {
    ObjectNode citation = JsonNodeFactory.instance.objectNode();
    var sections = citation.putArray("abstract");
    sections.addObject().put("label", "BACKGROUND").put("text", background);
    sections.addObject().put("label", "CONCLUSIONS").put("text", conclusion);
    return citation;
  }
}
