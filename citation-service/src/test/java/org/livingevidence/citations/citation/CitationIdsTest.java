package org.livingevidence.citations.citation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitationIdsTest {
  @ParameterizedTest
  @CsvSource({
    "https://doi.org/10.1000/ABC, 10.1000/abc",
    "doi: 10.1000/182, 10.1000/182",
    "10.1002/(SICI)1097-0258(19980815/30)17:15<1661::AID-SIM968>3.0.CO;2-2,"
        + "10.1002/(sici)1097-0258(19980815/30)17:15<1661::aid-sim968>3.0.co;2-2"
  })
  void aDoiHasOneSpelling(String written, String canonical) {
    assertThat(CitationIds.doi(written)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.1000", "10.1000/", "11.1000/x", "10.1000/a b", "S0140-6736(20)1"})
  void whatIsNoDoiIsNotGuessedToBeOne(String written) {
    assertThat(CitationIds.doi(written)).isNull();
  }

  @Test
  void pmidsAndPmcidsAreHeldToTheirForm() {
    assertThat(CitationIds.pmid(" 21411845 ")).isEqualTo("21411845");
    assertThat(CitationIds.pmid("021411845")).isNull();
    assertThat(CitationIds.pmid("PMC12")).isNull();
    assertThat(CitationIds.pmcid("pmc3048463.2")).isEqualTo("PMC3048463");
    assertThat(CitationIds.pmcid("x")).isNull();
  }

  @Test
  void anOrcidNeedsItsCheckCharacter() {
    assertThat(CitationIds.orcid("http://orcid.org/0000-0002-1694-233X"))
        .isEqualTo("0000-0002-1694-233X");
    assertThat(CitationIds.orcid("0000000218250097")).isEqualTo("0000-0002-1825-0097");
    assertThat(CitationIds.orcid("0000-0002-1825-0098")).isNull();
  }
}
