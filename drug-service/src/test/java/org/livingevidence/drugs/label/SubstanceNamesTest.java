package org.livingevidence.drugs.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubstanceNamesTest {
  @Test
  void aSaltIsCutFromTheNameOfWhatActs() {
    assertThat(moieties("METFORMIN HYDROCHLORIDE")).containsExactly("metformin");
    assertThat(moieties("CABOZANTINIB S-MALATE")).containsExactly("cabozantinib");
    assertThat(moieties("CLOPIDOGREL BISULFATE")).containsExactly("clopidogrel");
    assertThat(SubstanceNames.keys("Cabozantinib S-Malate"))
        .contains("cabozantinib", "cabozantinib s malate");
  }

  @Test
  void whatIsNoSaltStays() {
    assertThat(moieties("POTASSIUM CHLORIDE")).containsExactly("potassium chloride");
    assertThat(moieties("FERROUS SULFATE")).containsExactly("ferrous sulfate");
    assertThat(SubstanceNames.keys("Vitamin D")).containsExactly("vitamin d");
    assertThat(SubstanceNames.keys("Protein S")).containsExactly("protein s");
  }

  @Test
  void aMoietyThatTheSourceTellsIsTakenAsItIs() {
    assertThat(SubstanceNames.moieties(List.of("INTERFERON BETA"), List.of("X SODIUM")))
        .containsExactly("interferon beta");
  }

  @Test
  void aCombinationIsNamedInOneOrder() {
    assertThat(
            SubstanceNames.together(
                SubstanceNames.moieties(
                    List.of(), List.of("BENAZEPRIL HYDROCHLORIDE", "AMLODIPINE BESYLATE"))))
        .isEqualTo("amlodipine and benazepril");
  }

  private static List<String> moieties(String substance) {
    return SubstanceNames.moieties(List.of(), List.of(substance));
  }
}
