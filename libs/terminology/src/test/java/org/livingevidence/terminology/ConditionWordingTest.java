package org.livingevidence.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConditionWordingTest {
  private static final Dictionary CONDITIONS =
      Dictionary.conditions()
          .add("Kidney Diseases", "kidney", Standing.PREFERRED)
          .add("Renal Insufficiency, Chronic", "ckd", Standing.PREFERRED)
          .add("Breast Neoplasms", "breast", Standing.PREFERRED)
          .add("Ovarian Neoplasms", "ovary", Standing.PREFERRED)
          .add("Hypertension", "bp", Standing.PREFERRED)
          .add("Muscle Rigidity", "rigid", Standing.PREFERRED)
          .add("Arthritis, Juvenile Idiopathic", "jia", Standing.PREFERRED)
          .add("Systemic Juvenile Idiopathic Arthritis", "sjia", Standing.PREFERRED)
          .add("Polyarticular Juvenile Idiopathic Arthritis", "pjia", Standing.PREFERRED)
          .add("Hepatitis B", "b", Standing.PREFERRED)
          .add("Hepatitis C", "c", Standing.PREFERRED)
          .add("Diabetes Mellitus, Type 1", "t1", Standing.PREFERRED)
          .add("Diabetes Mellitus, Type 2", "t2", Standing.PREFERRED)
          .add("Gout", "gout", Standing.PREFERRED)
          .add("Fever", "fever", Standing.PREFERRED)
          .add("Disease", "any", Standing.PREFERRED)
          .add("SD", "storage", Standing.SYNONYM)
          .add("Sialic Acid Storage Disease", "storage", Standing.PREFERRED)
          .build();

  private static String found(String text) {
    return CONDITIONS.find(text).stream()
        .flatMap(mention -> mention.concepts().stream())
        .collect(Collectors.joining(" "));
  }

  @Test
  void anOrganAndItsAdjectiveAreOneWord() {
    assertThat(found("renal disease, chronic kidney insufficiency")).isEqualTo("kidney ckd");
  }

  @Test
  void ofTurnsANameRound() {
    assertThat(found("cancer of the breast; disorders of the kidneys")).isEqualTo("breast kidney");
  }

  @Test
  void harmToAnOrganIsADiseaseOfIt() {
    assertThat(found("kidney damage, renal dysfunction, nephropathy, nephrotoxic"))
        .isEqualTo("kidney kidney kidney kidney");
  }

  @Test
  void aQualityNamesWhatItIsMadeOf() {
    assertThat(found("hypertensive patients")).isEqualTo("bp");
  }

  @Test
  void aComplaintNeedsNoOrganWhereThereIsButOne() {
    assertThat(found("rigidity was seen")).isEqualTo("rigid");
  }

  @Test
  void joinedNamesShareTheirLastWords() {
    assertThat(found("breast and ovarian cancer")).isEqualTo("breast ovary");
    assertThat(found("breast or ovarian cancer")).isEqualTo("breast ovary");
    assertThat(found("systemic and polyarticular juvenile idiopathic arthritis"))
        .isEqualTo("sjia pjia");
    assertThat(found("type 1 and type 2 diabetes mellitus")).isEqualTo("t1 t2");
  }

  @Test
  void joinedNamesShareTheirFirstWords() {
    assertThat(found("hepatitis B or C")).isEqualTo("b c");
    assertThat(found("hepatitis B, C, and gout")).isEqualTo("b c gout");
  }

  @Test
  void whatStandsBesideANameIsNoPartOfIt() {
    assertThat(found("gout and fever")).isEqualTo("gout fever");
    assertThat(found("the breast. And ovarian cancer")).isEqualTo("ovary");
    assertThat(found("hepatitis B and Crohn")).isEqualTo("b");
  }

  @Test
  void aJoinedNameIsItsOwnWords() {
    assertThat(CONDITIONS.find("In breast and ovarian cancer."))
        .containsExactly(
            new Mention(3, 9, "breast", List.of("breast")),
            new Mention(14, 28, "ovarian cancer", List.of("ovary")));
  }

  @Test
  void whatIsTooGeneralSaysNothing() {
    assertThat(found("the disease; two diseases")).isEmpty();
  }

  @Test
  void aShortFormCountsWhereTheTextDefinesIt() {
    assertThat(found("mean (SD) of 3")).isEmpty();
    assertThat(found("sialic acid storage disease (SASD)")).isEqualTo("storage storage");
  }

  @Test
  void theBetterNameWins() {
    Dictionary dictionary =
        Dictionary.conditions()
            .add("Hepatitis", "hepatitis", Standing.PREFERRED)
            .add("Hepatitis", "chronic", Standing.BORROWED)
            .add("Colic", "one", Standing.SYNONYM)
            .add("Colic", "other", Standing.SYNONYM)
            .build();
    assertThat(dictionary.find("hepatitis").getFirst().concepts()).containsExactly("hepatitis");
    assertThat(dictionary.find("colic").getFirst().concepts()).containsExactly("one", "other");
  }

  @Test
  void whatSomebodyHasChosenComesFirst() {
    Dictionary dictionary =
        Dictionary.conditions()
            .add("Stroke", "any", Standing.PREFERRED)
            .add("Stroke", "chosen", Standing.CHOSEN)
            .build();
    assertThat(dictionary.find("stroke").getFirst().concepts()).containsExactly("chosen");
  }

  @Test
  void aPlainDictionaryKnowsNamesAsTheyAre() {
    Dictionary plain =
        Dictionary.builder().add("Kidney Diseases", "x").add("Breast Cancer", "y").build();
    assertThat(plain.find("renal diseases, kidney damage, cancer of the breast")).isEmpty();
  }
}
