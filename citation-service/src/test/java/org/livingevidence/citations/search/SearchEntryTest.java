package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchEntryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IL-1β in Still's disease | il 1beta in still s disease",
        "Müller's ÆSTHETICS, naïve | muller s aesthetics naive",
        "p<0.05 (95% CI) | p 0 05 95 ci",
        "Ångström µg x² | angstrom mug x2",
        "病気 a | 病気 a",
        "\uD83D\uDE00 smile | smile"
      })
  void textIsCutIntoTheSameWordsEverywhere(String text, String words) {
    assertThat(SearchWords.joined(text)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "2011 | 2011 | 20110101",
        "2011-02 | 2011 | 20110201",
        "2011-02-09 | 2011 | 20110209",
        "2011 Nov-Dec | 2011 | 20111101",
        "2011 Winter | 2011 | 20110101",
        "Spring 2011 | 2011 | 20110401",
        "2011 Feb 9 | 2011 | 20110209",
        "1998 Dec-1999 Jan | 1998 | 19981201",
        "2011-13-45 | 2011 | 20110101",
        "something | 2011 | 20110101",
        "something | 0 | 0",
      })
  void datesAreCompletedAsPubmedDoes(String published, int year, int expected) {
    assertThat(PublicationDate.of(published, year)).isEqualTo(expected);
  }

  @Test
  void aCitationIsIndexedByItsExactTerms() throws Exception {
    SearchTerms terms = new SearchTerms();
    terms.exact(Code.HEADING, "d001249");
    terms.exact(Code.HEADING, "");
    terms.title("It's");
    assertThat(terms.text()).contains("'mh:d001249'").contains("'it':1A").contains("'t:s':2");
    SearchEntry entry =
        SearchEntry.of(
            "pmid:1",
            JSON.readTree(
                """
                {"title":"T","year":2011,"state":"retracted",
                 "authors":[{"family":"van de Veerdonk","given":"Frank L"},{"collective":"Group"}],
                 "headings":[{"id":"D006801","name":"Humans"},
                             {"id":"D001249","name":"Asthma","qualifiers":
                               [{"name":"drug therapy","major":true}]}]}"""));
    assertThat(entry.terms())
        .contains("'au:van de veerdonk fl'")
        .contains("'a1:van de veerdonk fl'")
        .contains("'cn:group'")
        .contains("'mj:d001249'")
        .contains("'jq:d001249/drug therapy'")
        .contains("'sp:human'");
    assertThat(entry.score()).isNegative();
    assertThat(entry.headings()).containsExactly("D006801", "D001249");
  }
}
