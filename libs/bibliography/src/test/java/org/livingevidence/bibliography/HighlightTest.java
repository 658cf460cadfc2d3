package org.livingevidence.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HighlightTest {
  private static final Predicate<String> GOUT = sentence -> sentence.contains("gout");
  private static final Predicate<String> DRUG = sentence -> sentence.contains("anakinra");

  @Test
  void isTheConclusionThatMentionsTheTopic() throws IOException {
    JsonNode citation =
        json(
            """
            {"abstract": [
              {"label": "BACKGROUND", "text": "Attacks of gout hurt."},
              {"label": "CONCLUSIONS", "category": "CONCLUSIONS",
               "text": "In gout, peptide 101.10 helped, i.e. pain fell. Doses were small (Fig. 2)."}]}
            """);

    assertThat(Highlight.of(citation, GOUT, DRUG))
        .isEqualTo("In gout, peptide 101.10 helped, i.e. pain fell.");
  }

  @Test
  void isTheConclusionThatMentionsTheDrugWhenNoneMentionsTheTopic() throws IOException {
    JsonNode citation =
        json(
            """
            {"abstract": [
              {"label": "METHODS", "text": "All had gout."},
              {"label": "INTERPRETATION", "text": "All were given anakinra. More trials are due."}]}
            """);

    assertThat(Highlight.of(citation, GOUT, DRUG)).isEqualTo("All were given anakinra.");
  }

  @Test
  void isTheLastSentenceWhenNeitherIsMentioned() throws IOException {
    assertThat(
            Highlight.of(
                json("{\"abstract\": [{\"text\": \"It began. It went on. It ended well.\"}]}"),
                GOUT,
                DRUG))
        .isEqualTo("It ended well.");
  }

  @Test
  void isAbsentWithoutAnAbstract() throws IOException {
    assertThat(Highlight.of(json("{\"title\": \"On gout\"}"), GOUT, DRUG)).isNull();
    assertThat(Highlight.of(json("{\"abstract\": [{\"text\": \" \"}]}"), GOUT, DRUG)).isNull();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
