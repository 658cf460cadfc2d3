package org.livingevidence.gateway.intake.drug;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrugClassTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TNF blocking agents",
        "Tumor necrosis factor blocker",
        "tumour necrosis factor (TNF) inhibitors",
        "Tumor Necrosis Factor Alpha Inhibitor",
        "TNF-alpha antagonists",
      })
  void isTheSameHoweverASourceCallsIt(String name) {
    assertThat(DrugClass.key(name)).isEqualTo("tnf blocker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"live vaccines", "Interleukin-6 receptor antagonist", "other biologics"})
  void isAnotherForAnother(String name) {
    assertThat(DrugClass.key(name)).isNotEqualTo("tnf blocker");
  }
}
