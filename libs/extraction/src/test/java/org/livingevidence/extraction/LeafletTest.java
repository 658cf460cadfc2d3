package org.livingevidence.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.extraction.Statement.Kind;
import org.livingevidence.terminology.Dictionary;

class LeafletTest {
  private static final LabelReader READER =
      new LabelReader(
          Dictionary.conditions()
              .add("Gout", "gout")
              .add("Asthma", "asthma")
              .add("Stroke", "stroke")
              .add("Hypertension", "bp")
              .add("Still's Disease", "still")
              .add("Headache", "headache")
              .add("Neutropenia", "neutropenia")
              .add("Exanthema", "rash")
              .add("Diabetes Mellitus", "dm")
              .build(),
          Dictionary.builder().build());

  private static List<Statement> read(String code, String text) {
    return READER.read(List.of(new LabelSection(code, "", text)));
  }

  private static List<String> usedFor(String text) {
    return read("leaflet-1", text).stream()
        .filter(each -> each.kind() == Kind.INDICATION)
        .map(each -> each.target().concepts().getFirst())
        .toList();
  }

  private static List<String> restricted(String text) {
    return read("leaflet-2", text).stream()
        .map(each -> each.force() + " " + each.target().concepts().getFirst())
        .toList();
  }

  @Test
  void whatASentenceSaysItIsUsedForIsStated() {
    assertThat(usedFor("Alpha is a medicine used in adults and children to treat gout."))
        .containsExactly("gout");
    assertThat(usedFor("Alpha can be used for the treatment of asthma and hypertension."))
        .containsExactly("asthma", "bp");
    assertThat(usedFor("For gout, Alpha is used to treat the signs of the disease."))
        .containsExactly("gout");
  }

  @Test
  void itemsCountUnderASentenceThatLeadsToThem() {
    assertThat(
            usedFor(
                """
                Alpha is used to treat:
                • Gout
                • Asthma in patients who have had attacks and are at risk
                • Rare diseases:
                • Still s disease
                """))
        .containsExactly("gout", "asthma", "still");
    assertThat(usedFor("How Alpha works\n• Asthma\nHypertension")).isEmpty();
  }

  @Test
  void explanationsAndExamplesStateNothing() {
    assertThat(usedFor("Gout is a disease in which crystals form. It may lead to stroke."))
        .isEmpty();
    assertThat(usedFor("Alpha is used to treat the symptoms of gout such as headache."))
        .containsExactly("gout");
    assertThat(usedFor("Beta belongs to a group of medicines used to treat asthma.")).isEmpty();
  }

  @Test
  void nothingInALeafletIsSure() {
    assertThat(read("leaflet-1", "Alpha is used to treat gout."))
        .allMatch(each -> each.confidence() < 0.8);
  }

  @Test
  void doNotUseIsAContraindicationInTheLeafletsWords() {
    String text =
        """
        Do not use Alpha
        • if you have neutropenia;
        • if you have ever had a stroke.
        Contact your doctor immediately
        • if you get a rash.
        Talk to your doctor before using Alpha:
        if you have asthma
        """;
    assertThat(restricted(text))
        .containsExactly("CONTRAINDICATED neutropenia", "CONTRAINDICATED stroke", "MONITOR asthma");
    assertThat(read("leaflet-2", text).getFirst().forceWords()).isEqualTo("Do not use");
  }

  @Test
  void theProductInformationIsReadLikeALabel() {
    assertThat(read("smpc-4.1", "Alpha is indicated in adults for the treatment of gout."))
        .extracting(Statement::rule)
        .containsExactly("indicated");
    assertThat(read("smpc-4.3", "Hypersensitivity to the substance.\nStroke"))
        .extracting(each -> each.force() + " " + each.target().words())
        .containsExactly("CONTRAINDICATED Stroke");
    assertThat(read("smpc-4.4", "Alpha should not be used in patients with asthma."))
        .extracting(each -> each.target().words())
        .containsExactly("asthma");
  }
}
