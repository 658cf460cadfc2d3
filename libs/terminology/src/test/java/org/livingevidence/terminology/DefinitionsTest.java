package org.livingevidence.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
  private static final Dictionary DICTIONARY =
      Dictionary.builder()
          .add("Cryopyrin-Associated Periodic Syndromes", "D056587")
          .add("Arthritis, Rheumatoid", "D001172")
          .add("RA", "D001172")
          .add("Still's Disease, Adult-Onset", "D016706")
          .add("Arthritis, Juvenile", "D001171")
          .add("Juvenile Idiopathic Arthritis", "D001171")
          .add("Systemic Juvenile Idiopathic Arthritis", "C565798")
          .add("Acute Lymphoblastic Leukemia", "D054218")
          .add("ALL", "D054218")
          .add("Periodic Fever", "D000001")
          .add("Deficiency of the Interleukin-1 Receptor Antagonist", "C557815")
          .add("Still's Disease", "B")
          .add("Still's Disease", "A")
          .build();

  private static String found(String text) {
    return DICTIONARY.find(text).stream()
        .map(mention -> mention.text() + "=" + String.join("|", mention.concepts()))
        .collect(Collectors.joining(", "));
  }

  @Test
  void aShortFormAfterItsLongFormMeansTheSameLater() {
    assertThat(found("Cryopyrin-associated periodic syndromes (CAPS) are rare. CAPS responded."))
        .isEqualTo("Cryopyrin-associated periodic syndromes=D056587, CAPS=D056587, CAPS=D056587");
  }

  @Test
  void aLongFormAfterItsShortFormCountsAsWell() {
    assertThat(found("CAPS (cryopyrin-associated periodic syndromes) and CAPS"))
        .isEqualTo("CAPS=D056587, cryopyrin-associated periodic syndromes=D056587, CAPS=D056587");
  }

  @Test
  void onlyTheSameCapitalsAreTheShortForm() {
    assertThat(found("Adult-onset Still's disease (AOSD). Aosd, aosd, AOSDX, AOSD-like, (AOSD)"))
        .isEqualTo("Adult-onset Still's disease=D016706, AOSD=D016706, AOSD=D016706, AOSD=D016706");
  }

  @Test
  void aShortFormDefinedAsSomethingElseIsNotTheDictionarys() {
    assertThat(found("The right atrium (RA) was large. RA pressure")).isEmpty();
    assertThat(found("RA pressure")).isEqualTo("RA=D001172");
  }

  @Test
  void aCommonWordCountsWhereItIsDefined() {
    assertThat(found("Acute lymphoblastic leukaemia (ALL). ALL relapsed in all."))
        .isEqualTo("Acute lymphoblastic leukaemia=D054218, ALL=D054218, ALL=D054218");
  }

  @Test
  void theLongFormIsTheOneOfTheShortFormsLetters() {
    assertThat(found("systemic juvenile idiopathic arthritis (JIA), JIA"))
        .isEqualTo("systemic juvenile idiopathic arthritis=C565798, JIA=D001171, JIA=D001171");
    assertThat(found("systemic juvenile idiopathic arthritis (SJIA), SJIA"))
        .isEqualTo("systemic juvenile idiopathic arthritis=C565798, SJIA=C565798, SJIA=C565798");
  }

  @Test
  void aLongerLongFormThanTheNameIsAnotherConcept() {
    assertThat(found("hereditary periodic fever (HPF) and HPF"))
        .isEqualTo("periodic fever=D000001");
  }

  @Test
  void anAmbiguousLongFormGivesAnAmbiguousShortForm() {
    assertThat(found("Still's disease (SD); SD")).isEqualTo("Still's disease=A|B, SD=A|B, SD=A|B");
  }

  @Test
  void wordsBetweenDoNotHinder() {
    assertThat(found("deficiency of the interleukin-1 receptor antagonist (DIRA): DIRA"))
        .isEqualTo(
            "deficiency of the interleukin-1 receptor antagonist=C557815,"
                + " DIRA=C557815, DIRA=C557815");
    assertThat(found("rheumatoid arthritis (RA; n = 20), RAs"))
        .isEqualTo("rheumatoid arthritis=D001172, RA=D001172, RAs=D001172");
  }

  @Test
  void anyOtherParenthesisDefinesNothing() {
    assertThat(found("rheumatoid arthritis (n = 20) (Japan) (see above) (RCT) (( ) ("))
        .isEqualTo("rheumatoid arthritis=D001172");
  }

  @Test
  void aDefinitionInOnePartHoldsInAll() {
    List<List<Mention>> found =
        DICTIONARY.findAll(
            List.of("Canakinumab in CAPS", "Cryopyrin-associated periodic syndromes (CAPS)."));
    assertThat(found.get(0)).containsExactly(new Mention(15, 19, "CAPS", List.of("D056587")));
    assertThat(found.get(1)).hasSize(2);
    assertThat(DICTIONARY.find("Canakinumab in CAPS")).isEmpty();
  }
}
