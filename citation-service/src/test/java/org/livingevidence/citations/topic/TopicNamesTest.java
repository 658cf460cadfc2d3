package org.livingevidence.citations.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicNamesTest {
  @Test
  void anInvertedHeadingIsTurnedRound() {
    assertThat(TopicNames.natural("Arthritis, Rheumatoid", List.of("Rheumatoid Arthritis")))
        .isEqualTo("Rheumatoid Arthritis");
    assertThat(TopicNames.natural("Anemia, Hemolytic, Autoimmune", List.of()))
        .isEqualTo("Autoimmune Hemolytic Anemia");
    assertThat(
            TopicNames.natural(
                "Still's Disease, Adult-Onset", List.of("Adult Onset Still Disease")))
        .isEqualTo("Adult-Onset Still's Disease");
  }

  @Test
  void whatTellsFormsApartStaysBehind() {
    assertThat(TopicNames.natural("Hypercalciuria, Absorptive, 1", List.of()))
        .isEqualTo("Absorptive Hypercalciuria 1");
    assertThat(TopicNames.natural("Diabetes Mellitus, Type 1", List.of()))
        .isEqualTo("Type 1 Diabetes Mellitus");
  }

  @Test
  void anEntryTermOfTheSameWordsKnowsBetter() {
    assertThat(
            TopicNames.natural(
                "Pain, Abdominal, Acute", List.of("Belly Ache", "Abdominal Acute Pain")))
        .isEqualTo("Abdominal Acute Pain");
  }

  @Test
  void aListAndAPlainNameStayAsTheyAre() {
    assertThat(TopicNames.natural("Wounds, Burns, and Bites", List.of()))
        .isEqualTo("Wounds, Burns, and Bites");
    assertThat(TopicNames.natural("Familial Mediterranean Fever", List.of("FMF")))
        .isEqualTo("Familial Mediterranean Fever");
    assertThat(TopicNames.natural("1,2-Dipalmitoylphosphatidylcholine", List.of()))
        .isEqualTo("1,2-Dipalmitoylphosphatidylcholine");
  }

  @Test
  void slugsAreLatinLettersAndDigitsJoinedByHyphens() {
    assertThat(TopicNames.slug("Adult-Onset Still's Disease"))
        .isEqualTo("adult-onset-stills-disease");
    assertThat(TopicNames.slug("Sjögren's Syndrome (primary)"))
        .isEqualTo("sjogrens-syndrome-primary");
    assertThat(TopicNames.slug("β")).isEmpty();
  }
}
