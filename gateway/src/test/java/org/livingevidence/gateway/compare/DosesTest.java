package org.livingevidence.gateway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.compare.Doses.Dose;

/// Doses in a label's own sentences, and for which condition they are.
class DosesTest {
  private static final List<String> NAMES = List.of("Resin Fever", "Amber Lung");

  private static ObjectNode section(String title, String text) {
    return JsonNodeFactory.instance.objectNode().put("title", title).put("text", text);
  }

  @Test
  void aSentenceThatStatesADoseIsKeptWholeAndOthersAreNot() {
    var doses =
        Doses.of(
            section(
                "Dosage",
                "Take 1.5 to 3 mg/kg daily. Reduce it where creatinine clearance is below 30 mL/min."
                    + " Each syringe is for single use. Inject 100 mg once weekly for resin fever."),
            NAMES);

    assertThat(doses)
        .containsExactly(
            new Dose("Take 1.5 to 3 mg/kg daily.", false),
            new Dose("Inject 100 mg once weekly for resin fever.", true));
  }

  @Test
  void whatStandsUnderAHeadingThatNamesTheConditionIsForIt() {
    var parent = section("Dosage", "");
    parent
        .putArray("sections")
        .add(section("Resin Fever", "The dose is 5 mg daily."))
        .add(section("Gout", "The dose is 9 mg daily."));

    assertThat(Doses.of(parent, NAMES))
        .containsExactly(
            new Dose("The dose is 5 mg daily.", true), new Dose("The dose is 9 mg daily.", false));
  }

  @Test
  void inTextThatRunsOnNumberedPartsAreReadAndNotTheirSummary() {
    var doses =
        Doses.of(
            section(
                "",
                "2 DOSAGE Resin Fever (RF) The dose is 5 mg daily ( 2.1 ) 2.1 Resin Fever (RF) The"
                    + " dose is 5 mg daily. It may rise to 8 mg daily. 2.2 Gout The dose is 9 mg"
                    + " daily. With RF take 10 mg daily."),
            NAMES);

    assertThat(doses)
        .containsExactly(
            new Dose("2.1 Resin Fever (RF) The dose is 5 mg daily.", true),
            new Dose("It may rise to 8 mg daily.", true),
            new Dose("2.2 Gout The dose is 9 mg daily.", false),
            new Dose("With RF take 10 mg daily.", true));
  }

  @Test
  void withoutANameNothingNamesTheCondition() {
    assertThat(Doses.of(section("", "Take 1 tablet twice daily."), List.of()))
        .containsExactly(new Dose("Take 1 tablet twice daily.", false));
  }
}
