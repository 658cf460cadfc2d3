package org.livingevidence.citations.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;

class RetractionIsVisibleTest {
  private static final Citation RETRACTED = Exports.retracted("Effect of X.", "Müller");

  @Test
  void inTheTitleAndTheNotesOfRis() throws Exception {
    assertThat(RoundTripTest.write(CitationFormat.RIS, List.of(RETRACTED)))
        .contains("TI  - RETRACTED: Effect of X.\r\n")
        .contains(
            "N1  - Notice: RetractionIn | date 2015-03-02 | PMID 9499167 | DOI 10.1000/notice");
  }

  @Test
  void inTheRelationOfNbib() throws Exception {
    assertThat(RoundTripTest.write(CitationFormat.NBIB, List.of(RETRACTED)))
        .contains("RIN - Retraction Watch. PMID: 9499167\n");
  }

  @Test
  void inTheTitleAndTheNoteOfBibtex() throws Exception {
    assertThat(RoundTripTest.write(CitationFormat.BIBTEX, List.of(RETRACTED)))
        .contains("title = {{RETRACTED: Effect of X.}}")
        .contains("note = {Notice: RetractionIn | date 2015-03-02");
  }

  @Test
  void inTheStatusOfCslJson() throws Exception {
    assertThat(RoundTripTest.write(CitationFormat.CSL_JSON, List.of(RETRACTED)))
        .contains("\"title\":\"RETRACTED: Effect of X.\"")
        .contains("\"status\":\"retracted\"")
        .contains("\"relation\":\"RetractionIn\"");
  }

  @Test
  void inTheCommentsAndCorrectionsOfPubmedXml() throws Exception {
    assertThat(RoundTripTest.write(CitationFormat.PUBMED_XML, List.of(RETRACTED)))
        .contains("<CommentsCorrections RefType=\"RetractionIn\"><RefSource>Retraction Watch")
        .contains("<PMID Version=\"1\">9499167</PMID>");
  }

  @ParameterizedTest
  @EnumSource(BibliographyStyle.class)
  void inEveryBibliography(BibliographyStyle style) throws Exception {
    StringWriter out = new StringWriter();
    CitationWriter writer = CitationFormat.BIBLIOGRAPHY.writer(out, style);
    writer.write(RETRACTED);
    assertThat(out.toString()).containsIgnoringCase("RETRACTED: Effect of X").contains("Müller");
  }

  @Test
  void aBibliographyIsNumberedThroughAndKeepsItsOrder() throws Exception {
    CitationDraft other = Exports.article("Another trial", "Abel");
    other.pmid = "7";
    StringWriter out = new StringWriter();
    CitationWriter writer = CitationFormat.BIBLIOGRAPHY.writer(out, BibliographyStyle.NLM);
    writer.write(RETRACTED);
    writer.write(other.build("pmid:7", new Citation.Source("pubmed", 1, null)));
    System.out.println(out);
    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("1. Müller J-P, CANTOS Trial Group. RETRACTED: Effect of X.")
                    .contains("N Engl J Med")
                    .contains("2011"),
            second -> assertThat(second).startsWith("2. Abel J-P"));
  }
}
