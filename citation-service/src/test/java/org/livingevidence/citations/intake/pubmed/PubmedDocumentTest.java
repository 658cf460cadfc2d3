package org.livingevidence.citations.intake.pubmed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.bibliography.markup.MarkupLimits;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.teststack.Contracts;

class PubmedDocumentTest {
  @Test
  void everyRealFileIsReadToItsEnd() throws Exception {
    // Given
    List<Path> files = SharedData.files("pubmed");
    // When
    int articles = 0;
    Set<String> ids = new HashSet<>();
    List<String> rejections = new ArrayList<>();
    int deletions = 0;
    for (Path file : files) {
      PubmedFiles.Read read = PubmedFiles.read(file);
      articles += read.citations().size();
      deletions += read.records().size() - read.citations().size();
      read.records().forEach(record -> ids.add(record.id()));
      rejections.addAll(read.rejections());
    }
    // Then
    assertThat(rejections).allMatch(reason -> reason.contains("PMID, at line"));
    assertThat(articles + rejections.size()).isEqualTo(1870);
    assertThat(deletions).isEqualTo(16);
    assertThat(ids).hasSizeGreaterThan(1400);
  }

  @Test
  void everyRealRecordKeepsTheContract() throws Exception {
    for (Path file : SharedData.files("pubmed")) {
      for (Citation citation : PubmedFiles.read(file).citations()) {
        assertThat(Contracts.violations("citation.v1.schema.json", StateJson.tree(citation)))
            .as("%s in %s", citation.id(), file.getFileName())
            .isEmpty();
      }
    }
  }

  @Test
  void aStructuredAbstractKeepsLabelsAndCategories() throws Exception {
    Citation citation = PubmedFiles.read(file("wcmc-its__28356292.xml")).citations().getFirst();
    assertThat(citation.passages()).isNotEmpty();
    assertThat(StateJson.tree(citation).path("title").asText()).isNotBlank();
  }

  @Test
  void markupBecomesPlainTextAndRaisedNumbersStayRaised() throws Exception {
    // When
    Citation citation =
        only(
            "<ArticleTitle>Loss of <i>Il1rn</i> in CD4<sup>+</sup> T cells, 10<sup>-6</sup> M"
                + " H<sub>2</sub>O &amp; <![CDATA[<x>]]>\n  more</ArticleTitle>");
    // Then
    assertThat(citation.title()).isEqualTo("Loss of Il1rn in CD4⁺ T cells, 10⁻⁶ M H2O & <x> more");
    assertThat(citation.titleMarkup())
        .isEqualTo(
            "Loss of <i>Il1rn</i> in CD4<sup>+</sup> T cells, 10<sup>-6</sup> M H<sub>2</sub>O &amp;"
                + " &lt;x&gt; more");
  }

  @Test
  void markupOfEveryRealRecordSaysTheSameAsItsPlainText() throws Exception {
    int titles = 0;
    int sections = 0;
    int formulas = 0;
    for (Path file : SharedData.files("pubmed")) {
      for (Citation citation : PubmedFiles.read(file).citations()) {
        if (citation.titleMarkup() != null) {
          titles++;
          assertThat(plain(citation.titleMarkup())).isEqualTo(citation.title());
        }
        for (Citation.Passage passage : citation.passages()) {
          if (passage.markup() != null) {
            sections++;
            formulas += passage.markup().contains("<math") ? 1 : 0;
            assertThat(plain(passage.markup())).isEqualTo(passage.text());
          }
        }
      }
    }
    assertThat(titles).isGreaterThan(20);
    assertThat(sections).isGreaterThan(80);
    assertThat(formulas).isGreaterThan(5);
  }

  private static String plain(String markup) throws Exception {
    Markup read = Markup.parse(markup, MarkupLimits.DEFAULT);
    assertThat(read).hasToString(markup);
    return read.plain();
  }

  @Test
  void aFormulaKeepsItsElements() throws Exception {
    Citation citation =
        PubmedFiles.read(file("JabRef__MedlineImporterTestMathML.xml")).citations().getFirst();
    assertThat(citation.passages().getFirst().markup())
        .contains("<math><mrow><msubsup><mi>η</mi><mi>p</mi><mn>2</mn></msubsup>")
        .doesNotContain("mml:", "xmlns");
  }

  @Test
  void moreMarkupThanIsAllowedLeavesThePlainText() throws Exception {
    // Given
    String nested = "<i>".repeat(30) + "deep" + "</i>".repeat(30);
    // When
    Citation citation = only("<ArticleTitle>So " + nested + "</ArticleTitle>");
    // Then
    assertThat(citation.title()).isEqualTo("So deep");
    assertThat(citation.titleMarkup()).isNull();
  }

  @Test
  void doubleEncodingIsMendedAndItsOriginalKept() throws Exception {
    // When
    Citation citation =
        PubmedFiles.read(file("wcmc-its__hef9020_19944046_truncated_pmid_test.xml"))
            .citations()
            .getFirst();
    // Then
    assertThat(StateJson.tree(citation).at("/journal/title").asText())
        .isEqualTo("Acta médica portuguesa");
    assertThat(citation.vernacularTitle()).isEqualTo("Osteoma osteóide.");
    assertThat(citation.authors())
        .extracting(Citation.Author::family)
        .contains("Patrício", "Pérez");
    assertThat(citation.repairs())
        .contains(
            new Citation.Repair("journal", "Acta mÃ©dica portuguesa", "double-encoded UTF-8"),
            new Citation.Repair("authors", "PatrÃ\u00adcio", "double-encoded UTF-8"));
  }

  @Test
  void aMendedTextKeepsItsMarkup() throws Exception {
    Citation citation = only("<ArticleTitle>MÃ¼ller <i>cÃ´lon</i> 10<sup>6</sup></ArticleTitle>");
    assertThat(citation.title()).isEqualTo("Müller côlon 10⁶");
    assertThat(citation.titleMarkup()).isEqualTo("Müller <i>côlon</i> 10<sup>6</sup>");
    assertThat(citation.repairs())
        .containsExactly(
            new Citation.Repair("title", "MÃ¼ller cÃ´lon 10⁶", "double-encoded UTF-8"));
  }

  @Test
  void aFormulaLosesTheWhiteSpaceThatOnlyFormatsTheFile() throws Exception {
    Citation citation =
        only(
            """
            <ArticleTitle>Sizes of <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML">
              <mml:msub>
                <mml:mrow><mml:mtext>Cu</mml:mtext></mml:mrow>
                <mml:mn>2</mml:mn>
              </mml:msub>
              <mml:mi>O</mml:mi>
            </mml:math> grains</ArticleTitle>""");
    assertThat(citation.title()).isEqualTo("Sizes of Cu2O grains");
  }

  @Test
  void authorsAreGroupsOrPeopleAndNamelessOnesAreLeftOut() throws Exception {
    // When
    Citation citation =
        only(
            """
            <ArticleTitle>T</ArticleTitle><AuthorList CompleteYN="N">
            <Author ValidYN="N"><LastName>Olde</LastName></Author>
            <Author ValidYN="Y"><LastName>Olde-Spelling</LastName><ForeName>A B</ForeName>
              <Initials>AB</Initials><Suffix>Jr</Suffix>
              <Identifier Source="ORCID">http://orcid.org/0000-0002-1825-0097</Identifier></Author>
            <Author ValidYN="Y"><CollectiveName>The Study Group</CollectiveName></Author>
            <Author ValidYN="Y"><CollectiveName/></Author>
            <Author ValidYN="Y"/>
            </AuthorList>""");
    // Then
    assertThat(citation.authors())
        .containsExactly(
            new Citation.Author("Olde-Spelling", "A B", "AB", "Jr", "0000-0002-1825-0097", null),
            new Citation.Author(null, null, null, null, null, "The Study Group"));
    assertThat(citation.authorsComplete()).isFalse();
  }

  @Test
  void datesAreKeptAsPrintedAndGiveAYear() throws Exception {
    assertThat(dated("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>"))
        .extracting(Citation::published, Citation::year)
        .containsExactly("1998 Dec-1999 Jan", 1998);
    assertThat(dated("<Year>2011</Year><Month>Feb</Month><Day>9</Day>"))
        .extracting(Citation::published, Citation::year)
        .containsExactly("2011-02-09", 2011);
    assertThat(dated("<Year>2011</Year><Season>Spring</Season>"))
        .extracting(Citation::published, Citation::year)
        .containsExactly("2011 Spring", 2011);
  }

  @Test
  void theIdentifiersOfReferencesAreNotTheRecords() throws Exception {
    PubmedFiles.Read read =
        PubmedFiles.read(
            """
            <PubmedArticle><MedlineCitation><PMID Version="2">7</PMID></MedlineCitation><PubmedData>
            <ArticleIdList><ArticleId IdType="doi">10.1000/ABC</ArticleId>
              <ArticleId IdType="pmc">PMC12.1</ArticleId></ArticleIdList>
            <ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">8</ArticleId>
              <ArticleId IdType="doi">10.1000/other</ArticleId></ArticleIdList></Reference>
              <ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">9</ArticleId>
              <ArticleId IdType="pubmed">7</ArticleId></ArticleIdList></Reference></ReferenceList>
            </ReferenceList></PubmedData></PubmedArticle>""");
    Citation citation = read.citation("7");
    assertThat(citation.identifiers())
        .isEqualTo(new Citation.Identifiers("7", "PMC12", "10.1000/abc", null));
    assertThat(citation.cites()).containsExactly("pmid:8", "pmid:9");
    assertThat(citation.source()).isEqualTo(new Citation.Source("pubmed", 2, null));
  }

  @Test
  void aRetractedArticleIsRetractedAndTheNoticeIsNot() throws Exception {
    int retracted = 0;
    for (Path file : SharedData.files("pubmed")) {
      for (Citation citation : PubmedFiles.read(file).citations()) {
        boolean saysSo =
            citation.notices().stream().anyMatch(n -> "RetractionIn".equals(n.relation()))
                || citation.publicationTypes().stream()
                    .anyMatch(type -> "Retracted Publication".equals(type.name()));
        assertThat("retracted".equals(citation.state())).as(citation.id()).isEqualTo(saysSo);
        retracted += saysSo ? 1 : 0;
        if (citation.publicationTypes().stream()
            .anyMatch(type -> "Retraction of Publication".equals(type.name()))) {
          assertThat(citation.kind()).isEqualTo("notice");
        }
      }
    }
    assertThat(retracted).isGreaterThanOrEqualTo(10);
  }

  @Test
  void noticesOfBothGenerationsOfTheFormatAreRead() throws Exception {
    PubmedFiles.Read old = PubmedFiles.read(file("w3c__medsamp2006.xml"));
    assertThat(old.citations())
        .anySatisfy(
            citation ->
                assertThat(citation.notices())
                    .contains(
                        new Citation.Notice(
                            "RetractionIn",
                            "9867474",
                            "Ginekol Pol. 1998 Jul;69(7):559-60",
                            null,
                            null)));
  }

  @Test
  void booksAndChaptersAreToldApart() throws Exception {
    Citation book =
        PubmedFiles.read(file("JabRef__MedlineImporterTestPubmedBook.xml")).citation("21413195");
    assertThat(book.kind()).isEqualTo("book");
    assertThat(book.title()).startsWith("Rheumatoid Arthritis: National Clinical Guideline");
    assertThat(book.authors()).hasSize(2);
    Citation chapter =
        PubmedFiles.read(file("metapub__sample_article_20301577.xml")).citation("20301577");
    assertThat(chapter.kind()).isEqualTo("chapter");
    assertThat(chapter.book()).isNotNull();
  }

  @Test
  void deletionsCarryTheNewestDateOfTheirDocument() throws Exception {
    PubmedFiles.Read read = PubmedFiles.read(file("agrunfeld__medsamp2014.xml.gz"));
    assertThat(read.records())
        .contains(new PubmedRecord.Deletion("pmid:23203860", 1, "2013-08-13"));
  }

  private static Path file(String name) {
    return SharedData.folder("pubmed").resolve(name);
  }

  private static Citation only(String article) throws Exception {
    return PubmedFiles.read(
            "<PubmedArticle><MedlineCitation Status=\"MEDLINE\"><PMID>7</PMID><Article>"
                + article
                + "</Article></MedlineCitation></PubmedArticle>")
        .citation("7");
  }

  private static Citation dated(String date) throws Exception {
    return only("<Journal><JournalIssue><PubDate>" + date + "</PubDate></JournalIssue></Journal>");
  }
}
