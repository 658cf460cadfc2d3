package org.livingevidence.citations.intake.retraction;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.intake.ReadFiles;
import org.livingevidence.imports.ImportRejected;

/// The columns are those of the table that Crossref publishes; the rows are invented.
class RetractionFileTest {
  private static final String HEAD =
      "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
          + "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
          + "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n";

  @Test
  void severalNoticesOfOnePaperAreOneContributionAndToldApart() throws Exception {
    // Given, in the order of nobody, a retraction, its reinstatement and a later doubt
    Citation citation =
        read(row("3", "7/1/2018 0:00", "10.1000/n3", "0", "Expression of concern", "+Concerns;")
                + row("9", "1/1/2001 0:00", "unavailable", "0", "Retraction", "+Other;")
                    .replace("10.1000/paper,123456", "10.1000/other,0")
                + row(
                    "1",
                    "3/2/2015 0:00",
                    "10.1000/n1",
                    "9499167",
                    "Retraction",
                    "+Error in Data;+Investigation by Journal/Publisher;")
                + row("2", "1/10/2016 0:00", "unavailable", "0", "Reinstatement", ""))
            .citations()
            .getFirst();
    // Then
    assertThat(citation.id()).isEqualTo("pmid:123456");
    assertThat(requireNonNull(citation.identifiers()).doi()).isEqualTo("10.1000/paper");
    assertThat(citation.title()).isEqualTo("A paper, with \"quotes\"");
    assertThat(citation.notices())
        .containsExactly(
            notice("ExpressionOfConcernIn", null, "3", "2018-07-01", "10.1000/n3", "Concerns"),
            notice(
                "RetractionIn",
                "9499167",
                "1",
                "2015-03-02",
                "10.1000/n1",
                "Error in Data; Investigation by Journal/Publisher"),
            notice("ReinstatementIn", null, "2", "2016-01-10", null, null));
    assertThat(citation.state()).isEqualTo("concern");
  }

  @Test
  void rowsThatNameNoPaperOrNoKnownNatureAreRejectedByTheirRecord() throws Exception {
    ReadFiles.Read read =
        read(
            row("5", "1/1/2020 0:00", "0", "0", "Retraction", "")
                    .replace("10.1000/paper,123456", "unavailable,0")
                + row("6", "1/1/2020 0:00", "0", "0", "Apology", "")
                + row("7", "1/1/2020 0:00", "0", "0", "Correction", ""));
    assertThat(read.only().state()).isEqualTo("corrected");
    assertThat(read.rejections())
        .containsExactly(
            "5: its paper has neither a PMID nor a DOI, at line 2",
            "6: its nature is unknown: Apology, at line 4");
  }

  @Test
  void aQuotationThatDoesNotCloseSpoilsItsOwnRowOnly() throws Exception {
    ReadFiles.Read read =
        read(
            "8,\"never closed,x\n"
                + row("7", "1/1/2020 0:00", "0", "0", "Retraction", "")
                    .replace("\"A paper, with \"\"quotes\"\"\"", "Plain"));
    assertThat(read.only().title()).isEqualTo("Plain");
    assertThat(read.rejections()).singleElement().asString().contains("at line 2");
  }

  @Test
  void anotherTableIsRefused() {
    assertThatThrownBy(() -> ReadFiles.read("retraction-table", "a,b\n1,2\n"))
        .isInstanceOf(ImportRejected.class);
  }

  private static ReadFiles.Read read(String rows) throws Exception {
    return ReadFiles.read("retraction-table", HEAD + rows);
  }

  private static String row(
      String id, String date, String doi, String pmid, String nature, String reason) {
    return id
        + ",\"A paper, with \"\"quotes\"\"\",(BLS) Biology;,\"Dept, A;\nUniv B\",A Journal,P,X,A B;C D,,"
        + "Research Article;,"
        + date
        + ","
        + doi
        + ","
        + pmid
        + ",5/1/2012 0:00,10.1000/paper,123456,"
        + nature
        + ","
        + reason
        + ",No,\n";
  }

  private static Citation.Notice notice(
      String relation,
      @Nullable String pmid,
      String record,
      @Nullable String date,
      @Nullable String doi,
      @Nullable String reason) {
    return new Citation.Notice(
        relation, pmid, "Retraction Watch", "Record " + record, date, doi, reason);
  }
}
