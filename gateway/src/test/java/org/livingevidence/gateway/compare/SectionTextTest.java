package org.livingevidence.gateway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Rates and their denominators, in a label's own sentences.
class SectionTextTest {
  private static List<String> denominators(String text) {
    return SectionText.rates(text, List.of()).stream()
        .flatMap(rate -> rate.denominators().stream())
        .toList();
  }

  @Test
  void aSentenceWithARateIsKeptWholeAndOthersAreNot() {
    var rates =
        SectionText.rates(
            "It was studied in adults. Headache occurred in 12.5% (vs. 3.1% with placebo) of those"
                + " treated. It passed.\nNausea 4%\nRash, see 5.1.",
            List.of());

    assertThat(rates)
        .extracting(SectionText.Rate::sentence)
        .containsExactly(
            "Headache occurred in 12.5% (vs. 3.1% with placebo) of those treated.", "Nausea 4%");
  }

  @Test
  void denominatorsAreGivenInTheSentencesOwnWords() {
    assertThat(denominators("Headache in 12% of 1,565 patients."))
        .containsExactly("of 1,565 patients");
    assertThat(denominators("Rash in 3% (N = 43).")).containsExactly("N = 43");
    assertThat(denominators("Fever in 7% (3/43).")).containsExactly("3/43");
    assertThat(denominators("Vomiting in 3 to 4 percent of patients.")).isEmpty();
    assertThat(denominators("In less than 1 in 500, in others 30%.")).containsExactly("1 in 500");
    assertThat(denominators("Among the 347 patients vomiting (50%) came first."))
        .containsExactly("Among the 347 patients");
    assertThat(SectionText.rates("Of 703 patients 63% were male.", List.of())).isEmpty();
    assertThat(denominators("Nausea in 4% of those treated.")).isEmpty();
    assertThat(denominators("Fever occurred in 3 of 43 treated patients."))
        .containsExactly("in 3 of 43 treated patients");
  }

  @Test
  void aClassOfFrequencyIsARateOfNoNumberOfPeopleWhoWereStudied() {
    assertThat(SectionText.rates("Redness (may affect more than 1 in 10 people).", List.of()))
        .containsExactly(
            new SectionText.Rate(
                "Redness (may affect more than 1 in 10 people).", List.of(), List.of()));
    String many = "Uncommon (may affect up to 1 in 100 people) " + "rash; ".repeat(200) + "fever.";
    assertThat(SectionText.rates(many, List.of()))
        .extracting(SectionText.Rate::sentence)
        .containsExactly(many);
  }

  @Test
  void whatIsCalledCommonIsNoRateAndWhatATableSaysIsNotSaidTwice() {
    assertThat(
            SectionText.rates(
                "The most common adverse reactions (≥5%) are rash and headache. Rash in 2 of 914"
                    + " (0.2%) treated patients. Reactions DRUG N=10 % Placebo N=12 % Rash 3 4 in"
                    + " 5%. Fever 7 (16.3%) 2 ran on.\n"
                    + "Cough | 3% | 4%",
                List.of("Fever | 7 (16.3%) | 2")))
        .extracting(SectionText.Rate::denominators)
        .containsExactly(List.of("2 of 914"));
  }

  @Test
  void whatIsListedUnderAFrequencyIsToldWithIt() {
    var rates =
        SectionText.rates(
            """
            Some get them. Very common: may affect more than 1 in 10 people:
            •
            Headache. It goes by itself.
            • Rash. Common (may affect up to 1 in 10 people)
            Cough
            Fever
            Side effects with frequency not known (cannot be estimated):
            Falls
            Rare (may affect up to 1 in 1,000 people):
            """,
            List.of());

    assertThat(rates)
        .containsExactly(
            new SectionText.Rate(
                "Very common: may affect more than 1 in 10 people:",
                List.of(),
                List.of("Headache. It goes by itself.", "Rash.")),
            new SectionText.Rate(
                "Common (may affect up to 1 in 10 people)", List.of(), List.of("Cough", "Fever")));
  }

  @Test
  void noReactionIsListedUnderAnotherClassThanItsOwn() {
    for (String next :
        List.of(
            "Not known (frequency cannot be estimated from the available data):",
            "Frequency unknown",
            "Unknown frequency:",
            "Less common effects",
            "Common (may affect up to 1 in 10 people): nausea",
            "Uncommon (may affect up to 1 in 100 people) include:",
            "Very rare (affects fewer than 1 user in 10,000)",
            "Children and adolescents",
            "If you get any of these, talk to your doctor.",
            "Additional side effects in children:")) {
      var rates =
          SectionText.rates(
              "Rare (may affect up to 1 in 1,000 people):\n- Rash\n- Common cold\n"
                  + next
                  + "\n- Liver failure",
              List.of());
      assertThat(rates.getFirst().listed()).as(next).containsExactly("Rash", "Common cold");
    }
    assertThat(
            SectionText.rates("Rare (may affect up to 1 in 1 000 people)\n- Rash", List.of())
                .getFirst()
                .listed())
        .containsExactly("Rash");
  }
}
