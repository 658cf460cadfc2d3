package org.livingevidence.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The peptide 101.10 was safe in mice.",
        "We gave one drug, i.e. the antagonist, to all of them.",
        "Some joints (e.g. Wrists and knees) were swollen.",
        "Smith et al. Reported the same course in 2009.",
        "Placebo vs. Methotrexate was the first comparison.",
        "The course is drawn in Fig. 2 and in Figs. 3 and 4.",
        "Infection with Candida spp. was rare.",
        "A level of 0.4 mg/L (95% CI 0.3 to 0.5) was enough.",
        "The variant p.D70Y was found in J. Miller's family.",
        "Proteins made in E. Coli are free of sugar.",
        "Dr. Brown saw approx. 12 of them in St. Louis.",
        "Doses rose from 1.5 to 8 mg per kg (cf. Table 3).",
      })
  void neverCutsInsideASentence(String sentence) {
    assertThat(Sentences.of(sentence)).containsExactly(sentence);
  }

  @Test
  void cutsWhereOneSentenceEndsAndTheNextBegins() {
    assertThat(
            Sentences.of(
                "Fever ended in 3 of 4 (P = .02). It came back at week 12. \"Is it safe?\" Nobody"
                    + " knows! IL-1 matters. 101.10 was given to all. It raised vitamin D. All"
                    + " lived."))
        .isEqualTo(
            List.of(
                "Fever ended in 3 of 4 (P = .02).",
                "It came back at week 12.",
                "\"Is it safe?\"",
                "Nobody knows!",
                "IL-1 matters.",
                "101.10 was given to all.",
                "It raised vitamin D.",
                "All lived."));
  }

  @Test
  void cutsAfterAnAbbreviationThatEndsASentence() {
    assertThat(Sentences.of("We found Candida, Aspergillus etc. None was treated."))
        .containsExactly("We found Candida, Aspergillus etc.", "None was treated.");
  }

  @Test
  void findsNoSentenceInNothing() {
    assertThat(Sentences.of("  ")).isEmpty();
  }
}
