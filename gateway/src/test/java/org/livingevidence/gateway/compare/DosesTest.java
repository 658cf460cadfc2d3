package org.livingevidence.gateway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Doses in a label's own sentences, and for which condition they are.
class DosesTest {
  private static ObjectNode section(String title, String text) {
    return JsonNodeFactory.instance.objectNode().put("title", title).put("text", text);
  }

  private static Map<String, JsonNode> conditions(String... names) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (String name : names) {
      all.put(name, JsonNodeFactory.instance.objectNode().put("name", name));
    }
    return all;
  }

  /// Each dose, behind the name of the condition that it is for.
  private static List<String> doses(JsonNode section, String... names) {
    return Doses.of(section, conditions(names)).doses().stream()
        .map(
            dose ->
                (dose.condition() == null ? "" : dose.condition().path("name").asText() + ": ")
                    + dose.sentence())
        .toList();
  }

  private static List<String> doses(String text, String... names) {
    return doses(section("", text), names);
  }

  @Test
  void aSentenceThatStatesADoseIsKeptWholeAndOthersAreNot() {
    assertThat(
            doses(
                "Take 1.5 to 3 mg/kg daily. Reduce it where creatinine clearance is below 30 mL/min."
                    + " Each syringe is for single use. Inject 100 mg once weekly for resin fever.",
                "Resin Fever"))
        .containsExactly(
            "Take 1.5 to 3 mg/kg daily.",
            "Resin Fever: Inject 100 mg once weekly for resin fever.");
  }

  @Test
  void whatStandsUnderATitleThatNamesTheConditionIsForIt() {
    var parent = section("Dosage", "");
    parent
        .putArray("sections")
        .add(section("Resin Fever", "The dose is 5 mg daily."))
        .add(section("Gout", "The dose is 9 mg daily."));

    assertThat(doses(parent, "Resin Fever"))
        .containsExactly("Resin Fever: The dose is 5 mg daily.", "The dose is 9 mg daily.");
  }

  @Test
  void inTextThatRunsOnAPartIsForWhatItsHeadingNames() {
    assertThat(
            doses(
                "2 DOSAGE Resin Fever (RF) The dose is 5 mg daily ( 2.1 ) 2.1 Active Resin Fever"
                    + " (RF) The dose is 5 mg daily. It may rise to 8 mg daily. 2.2 Gout The dose is"
                    + " 9 mg daily. With RF take 10 mg daily.",
                "Resin Fever"))
        .contains(
            "Resin Fever: 2.1 Active Resin Fever (RF) The dose is 5 mg daily.",
            "Resin Fever: It may rise to 8 mg daily.",
            "2.2 Gout The dose is 9 mg daily.",
            "Resin Fever: With RF take 10 mg daily.");
  }

  @Test
  void inASummaryAReferenceEndsASentence() {
    assertThat(
            doses(
                "Resin Fever The dose is 5 mg daily in resin fever ( 2.1 ) Toe Gout The dose is 9 mg"
                    + " daily ( 2.2, 5.1 ) Give 3 mg daily.",
                "Resin Fever"))
        .containsExactly(
            "Resin Fever: Resin Fever The dose is 5 mg daily in resin fever ( 2.1 )",
            "Toe Gout The dose is 9 mg daily ( 2.2, 5.1 )",
            "Give 3 mg daily.");
  }

  @Test
  void whatASummarySaysWithoutTheNameIsForThePartThatSaysItAgain() {
    assertThat(
            doses(
                "It may rise to 8 mg daily ( 2.1 ) 2.1 Gout Take 5 mg daily. It may rise to 8 mg"
                    + " daily.",
                "Gout"))
        .containsExactly("Gout: It may rise to 8 mg daily.", "Gout: 2.1 Gout Take 5 mg daily.");
  }

  @Test
  void theBodyOfAPartIsNotItsHeading() {
    assertThat(
            doses(
                "2 DOSAGE For hypertension give 5 mg once daily. For heart failure give 1.25 mg"
                    + " twice daily.",
                "Hypertension"))
        .last()
        .isEqualTo("For heart failure give 1.25 mg twice daily.");
    assertThat(
            doses(
                "5 mg once daily is the usual dose in hypertension. For heart failure give 1.25 mg"
                    + " twice daily.",
                "Hypertension"))
        .last()
        .isEqualTo("For heart failure give 1.25 mg twice daily.");
  }

  @Test
  void aWordInBracketsBehindANameIsNoAbbreviationOfIt() {
    assertThat(
            doses(
                "2.1 Schizophrenia (Adults) The dose is 10 mg daily. 2.2 Mania (Adults) Give 15 mg"
                    + " daily. 2.3 Depression In Adults give 2 mg daily.",
                "Schizophrenia"))
        .filteredOn(dose -> dose.startsWith("Schizophrenia"))
        .containsExactly("Schizophrenia: 2.1 Schizophrenia (Adults) The dose is 10 mg daily.");
  }

  @Test
  void aNameInsideAnotherNamesNothingAndWhatIsNotGivenIsNoDose() {
    assertThat(
            doses(
                "For pulmonary arterial hypertension give 20 mg daily. Do not give 5 mg daily in"
                    + " hypertension. For hypertension give 1 mg daily. 2.3 Portal Hypertension Give"
                    + " 7 mg daily. Then give 8 mg daily.",
                "Hypertension"))
        .filteredOn(dose -> dose.startsWith("Hypertension"))
        .containsExactly("Hypertension: For hypertension give 1 mg daily.");
  }

  @Test
  void shortNamesAreFoundInAnyCaseAndAbbreviationsInTheirOwn() {
    assertThat(doses("For gout give 300 mg daily.", "Gout")).first().asString().startsWith("Gout:");
    assertThat(doses("In SJÖGREN take 5 mg daily.", "Sjögren")).first().asString().startsWith("Sj");
    assertThat(doses("For AIDS give 3 mg daily. He aids by giving 5 mg daily with aids.", "AIDS"))
        .last()
        .asString()
        .startsWith("He");
  }

  @Test
  void aReferenceOrANumberBeginsNoPartAndNothingBeforeItIsLost() {
    assertThat(doses("Take 5 mg daily for gout (see section 4.4 Special warnings).", "Gout"))
        .containsExactly("Gout: Take 5 mg daily for gout (see section 4.4 Special warnings).");
    assertThat(doses("Take 5 mg daily for gout. Children start with 0.5 IU per kg daily.", "Gout"))
        .containsExactly(
            "Gout: Take 5 mg daily for gout.", "Children start with 0.5 IU per kg daily.");
    assertThat(doses("2.1 Gout The dose is 5 mg daily. 2.2 Colic The dose is 9 mg daily.", "Gout"))
        .containsExactly(
            "Gout: 2.1 Gout The dose is 5 mg daily.", "2.2 Colic The dose is 9 mg daily.");
  }

  @Test
  void aNarrowerConditionIsTheOneThatIsNamed() {
    assertThat(doses("For toe gout give 5 mg daily.", "Gout", "Toe Gout"))
        .containsExactly("Toe Gout: For toe gout give 5 mg daily.");
  }

  @Test
  void whatIsTooLongToBeASentenceIsCounted() {
    var read = Doses.of(section("", "Take 5 mg daily " + "x ".repeat(400)), conditions());
    assertThat(read.doses()).isEmpty();
    assertThat(read.tooLong()).isEqualTo(1);
  }
}
