package org.livingevidence.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CitationLineTest {
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void namesAuthorsWithAllInitialsAndHyphens() throws IOException {
    JsonNode citation =
        json(
            """
            {"authors": [{"family": "van de Veerdonk", "initials": "FL"},
                         {"family": "Nadeau-Vallée", "given": "Mathieu Jean"},
                         {"family": "Dinarello", "initials": "C.A.", "suffix": "Jr"}],
             "title": "Anakinra for the inflammatory complications of chronic granulomatous disease.",
             "journal": {"title": "The Netherlands journal of medicine", "abbreviation": "Neth J Med"},
             "volume": "69", "issue": "3", "pages": "95", "published": "2011-03"}
            """);

    assertThat(CitationLine.of(citation))
        .isEqualTo(
            "van de Veerdonk FL, Nadeau-Vallée MJ, Dinarello CA Jr. Anakinra for the inflammatory"
                + " complications of chronic granulomatous disease. Neth J Med. 2011 Mar;69(3):95.");
  }

  @Test
  void namesSixAuthorsAndThenEtAl() throws IOException {
    StringBuilder authors = new StringBuilder();
    for (char letter = 'A'; letter <= 'G'; letter++) {
      authors
          .append(authors.isEmpty() ? "" : ",")
          .append("{\"family\":\"Author%s\",\"initials\":\"%s\"}".formatted(letter, letter));
    }

    String line = CitationLine.of(json("{\"title\":\"T\",\"authors\":[" + authors + "]}"));

    assertThat(line)
        .isEqualTo("AuthorA A, AuthorB B, AuthorC C, AuthorD D, AuthorE E, AuthorF F, et al. T.");
  }

  @Test
  void saysEtAlWhenTheListIsIncomplete() throws IOException {
    assertThat(
            CitationLine.of(
                json(
                    "{\"title\":\"T\",\"authors\":[{\"family\":\"A\",\"initials\":\"B\"}],"
                        + "\"authorsComplete\":false}")))
        .isEqualTo("A B, et al. T.");
  }

  @Test
  void namesAGroupByItsName() throws IOException {
    assertThat(
            CitationLine.of(
                json(
                    "{\"title\":\"Does it work?\",\"authors\":[{\"collective\":\"The IL-1 Study Group.\"}]}")))
        .isEqualTo("The IL-1 Study Group. Does it work?");
  }

  @Test
  void leavesNoEmptyPunctuationWhereSomethingIsAbsent() throws IOException {
    assertThat(CitationLine.of(json("{\"title\":\"T\",\"year\":1999}"))).isEqualTo("T. 1999.");
    assertThat(
            CitationLine.of(
                json("{\"title\":\"T\",\"volume\":\"71 Suppl 2\",\"pages\":\"i2-45\"}")))
        .isEqualTo("T. 71 Suppl 2:i2-45.");
    assertThat(CitationLine.of(json("{}"))).isEqualTo("[No title].");
  }

  @Test
  void keepsADateThatIsNotADayAsItWasPrinted() throws IOException {
    assertThat(
            CitationLine.of(
                json("{\"title\":\"T\",\"published\":\"1998 Nov-Dec\",\"volume\":\"5\"}")))
        .isEqualTo("T. 1998 Nov-Dec;5.");
    assertThat(CitationLine.of(json("{\"title\":\"T\",\"published\":\"2017-05-09\"}")))
        .isEqualTo("T. 2017 May 9.");
  }

  @Test
  void isBriefAsReadingListsPrintIt() throws IOException {
    JsonNode citation =
        json(
            """
            {"authors": [{"family": "van de Veerdonk", "initials": "FL"},
                         {"family": "Nadeau-Vallée", "given": "Mathieu Jean"},
                         {"family": "van der Meer", "initials": "J.W."}],
             "title": "Anakinra for the inflammatory complications of chronic granulomatous disease.",
             "journal": {"abbreviation": "Neth J Med"},
             "volume": "69", "issue": "3", "pages": "95", "published": "2011-03", "year": 2011}
            """);

    assertThat(CitationLine.of(citation, CitationLine.Style.BRIEF))
        .isEqualTo(
            "van de Veerdonk F, Nadeau-Vallée M, van der Meer J. Anakinra for the inflammatory"
                + " complications of chronic granulomatous disease. Neth J Med. 2011;69:95");
  }

  @Test
  void keepsSupplementsGroupsAndQuestionsInTheBriefForm() throws IOException {
    assertThat(
            CitationLine.of(
                json(
                    """
                    {"authors": [{"collective": "Interleukin 1 Genetics Consortium"}],
                     "title": "Does it work?", "journal": {"abbreviation": "Ann Rheum Dis"},
                     "volume": "71 Suppl 2", "issue": "1", "pages": "i2-45", "year": 2012}
                    """),
                CitationLine.Style.BRIEF))
        .isEqualTo(
            "Interleukin 1 Genetics Consortium. Does it work? Ann Rheum Dis. 2012;71 Suppl"
                + " 2:i2-45");
    assertThat(CitationLine.of(json("{\"title\":\"T\"}"), CitationLine.Style.BRIEF))
        .isEqualTo("T.");
  }

  @Test
  void linksWhatTheIdentifiersGive() throws IOException {
    JsonNode links =
        CitationLine.links(
            json(
                """
                {"identifiers": {"pmid": "21411845", "doi": "10.1002/(sici)1<1::aid>3.0.co;2-a",
                                 "pmcid": "PMC123"},
                 "registrations": [{"registry": "ClinicalTrials.gov", "id": "NCT01441076"}]}
                """));

    assertThat(links.path("pubmed").asText())
        .isEqualTo("https://pubmed.ncbi.nlm.nih.gov/21411845/");
    assertThat(links.path("publisher").asText())
        .isEqualTo("https://doi.org/10.1002/%28sici%291%3C1%3A%3Aaid%3E3.0.co%3B2-a");
    assertThat(links.path("pmc").asText())
        .isEqualTo("https://pmc.ncbi.nlm.nih.gov/articles/PMC123/");
    assertThat(links.path("trial").asText())
        .isEqualTo("https://clinicaltrials.gov/study/NCT01441076");
  }

  private JsonNode json(String text) throws IOException {
    return mapper.readTree(text);
  }
}
