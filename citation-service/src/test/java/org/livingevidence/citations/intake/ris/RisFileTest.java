package org.livingevidence.citations.intake.ris;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.intake.ReadFiles;

class RisFileTest {
  @Test
  void embaseHidesThePmidInC5AndItsThesaurusInKeywords() throws Exception {
    Citation citation = file("asreview___baseline_embase.ris").citations().getFirst();
    assertThat(citation.identifiers())
        .isEqualTo(new Citation.Identifiers("38773066", null, "10.1038/s41467-024-48400-3", null));
    assertThat(citation.authors().getLast())
        .isEqualTo(new Citation.Author("McNamara", "M.E.", "ME", null, null, null));
    assertThat(citation.keywords()).contains("nonhuman", "Psittacosaurus").hasSize(25);
    assertThat(citation.journal())
        .isEqualTo(
            new Citation.Journal(
                "Nature Communications", "Nat. Commun.", java.util.List.of("2041-1723"), null));
    Citation notice = file("asreview___baseline_embase.ris").citations().get(1);
    assertThat(notice.kind()).isEqualTo("notice");
  }

  @Test
  void cochraneNamesThePmidBesideOtherDatabases() throws Exception {
    assertThat(file("asreview___baseline_cochrane_procite.ris").citations())
        .extracting(citation -> requireNonNull(citation.identifiers()).pmid())
        .contains("21314913", "38407106");
    assertThat(file("asreview___baseline_cochrane_procite.ris").citations())
        .isEqualTo(file("asreview___baseline_cochrane_endnote.ris").citations());
  }

  @Test
  void scopusHasThePmidInC2AndTheArticleNumberInC7() throws Exception {
    Citation citation = file("asreview___baseline_scopus.ris").citations().getFirst();
    assertThat(requireNonNull(citation.identifiers()).pmid()).isEqualTo("38580657");
    assertThat(citation.pages()).isEqualTo("2864");
  }

  @Test
  void endNoteContinuesKeywordsOnLinesOfTheirOwn() throws Exception {
    Citation citation = file("asreview__pubmed_endnote.txt").citations().getFirst();
    assertThat(requireNonNull(citation.identifiers()).pmid()).isEqualTo("21553931");
    assertThat(citation.keywords()).contains("Boswellia/*chemistry", "Medicine, Ayurvedic");
    assertThat(citation.published()).isEqualTo("2011-06");
    assertThat(citation.pages()).isEqualTo("349-69");
  }

  @Test
  void ovidGivesOrcidBesideTheAuthors() throws Exception {
    Citation citation = file("asreview___baseline_psychInfo_ovid.ris").citations().getFirst();
    assertThat(requireNonNull(citation.identifiers()).doi())
        .isEqualTo("10.1186/s11689-021-09396-9");
    assertThat(citation.authors().getFirst())
        .isEqualTo(new Citation.Author("Keefer", "Amy", null, null, "0000-0001-6931-0232", null));
  }

  @Test
  void anEndNoteNumberIsNoPmidAndUnspecifiedPagesAreNone() throws Exception {
    assertThat(file("asreview___baseline_endnote.ris").citations())
        .allMatch(citation -> requireNonNull(citation.identifiers()).pmid() == null);
    assertThat(file("asreview__ovid_zotero.ris").citations().getFirst().pages()).isNull();
  }

  @Test
  void aYearThatIsNoneLeavesTheDateAsPrinted() throws Exception {
    Citation citation = file("asreview__faulty_year.ris").only();
    assertThat(citation.year()).isNull();
    assertThat(citation.published()).isEqualTo("10 15");
  }

  @Test
  void thousandsOfAuthorsAreKept() throws Exception {
    Citation citation = file("asreview__ris_many_authors.ris").only();
    assertThat(citation.authors()).hasSize(7456);
  }

  @Test
  void namesDatesPagesAndVolumesAreTakenApart() throws Exception {
    Citation citation =
        read(
            """
            AU  - King, Martin Luther, Jr
            AU  - van der Berg, J.-P.
            AU  - World Health Organization
            AU  - Canna S.W.
            DA  - 2016/05//undefined
            PY  - 2016
            VL  - 38 (Supplement 1)
            SP  - 1765-76
            EP  - 1776
            SN  - 20411723 (ISSN)
            LA  - English
            """);
    assertThat(citation.authors())
        .containsExactly(
            new Citation.Author("King", "Martin Luther", null, "Jr", null, null),
            new Citation.Author("van der Berg", "J.-P.", "J-P", null, null, null),
            new Citation.Author(null, null, null, null, null, "World Health Organization"),
            new Citation.Author("Canna", null, "SW", null, null, null));
    assertThat(citation.published()).isEqualTo("2016-05");
    assertThat(citation.volume()).isEqualTo("38 Suppl 1");
    assertThat(citation.pages()).isEqualTo("1765-76");
    assertThat(requireNonNull(citation.journal()).issn()).containsExactly("2041-1723");
    assertThat(citation.languages()).containsExactly("eng");
  }

  @Test
  void identifiersAreFoundWhereverADialectHidesThem() throws Exception {
    assertThat(requireNonNull(read("L3  - 10.1016/S0140-6736(10)60175-4\n").identifiers()).doi())
        .isEqualTo("10.1016/s0140-6736(10)60175-4");
    assertThat(
            requireNonNull(read("UR  - https://dx.doi.org/10.1000%2Fabc.\n").identifiers()).doi())
        .isEqualTo("10.1000/abc");
    assertThat(
            requireNonNull(read("UR  - https://pubmed.ncbi.nlm.nih.gov/21411845/\n").identifiers())
                .pmid())
        .isEqualTo("21411845");
    assertThat(requireNonNull(read("U1  - PMID: 21411845\n").identifiers()).pmid())
        .isEqualTo("21411845");
    assertThat(requireNonNull(read("AN  - 21411845\nDB  - Ovid MEDLINE(R)\n").identifiers()).pmid())
        .isEqualTo("21411845");
    assertThat(requireNonNull(read("C2  - PMC3048463\n").identifiers()).pmcid())
        .isEqualTo("PMC3048463");
    assertThat(read("ID  - 21411845\n").identifiers()).isNull();
    assertThat(read("AN  - 104712345\nDB  - CINAHL\n").identifiers()).isNull();
    assertThat(read("N1  - Comment on: Lancet. doi: 10.1000/other\n").identifiers()).isNull();
  }

  @Test
  void aStateBeforeTheTitleIsAState() throws Exception {
    Citation citation = read("TI  - RETRACTED: Effect of X\n");
    assertThat(citation.title()).isEqualTo("Effect of X");
    assertThat(citation.state()).isEqualTo("retracted");
  }

  @Test
  void aRecordWithoutAnEndEndsWithTheNext() throws Exception {
    assertThat(ReadFiles.read("ris", "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n").citations())
        .extracting(Citation::title)
        .containsExactly("A", "B");
  }

  @Test
  void aRecordThatIsTooLongIsRejectedAndTheNextIsRead() throws Exception {
    String text =
        "TY  - JOUR\nTI  - Long\n"
            + "AU  - A, B\n".repeat(50)
            + "ER  - \nTY  - JOUR\nTI  - Short\nER  - \n";
    ReadFiles.Read read =
        ReadFiles.read(
            "ris",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            ReadFiles.limits(1000, 20, 10));
    assertThat(read.rejections())
        .singleElement()
        .asString()
        .contains("Long")
        .contains("more than 20 lines")
        .contains("at line 1");
    assertThat(read.only().title()).isEqualTo("Short");
  }

  private static ReadFiles.Read file(String name) throws Exception {
    return ReadFiles.read("ris", SharedData.folder("ris").resolve(name));
  }

  private static Citation read(String fields) throws Exception {
    String title = fields.contains("TI  - ") ? "" : "TI  - A title\n";
    return ReadFiles.read("ris", "TY  - JOUR\n" + title + fields + "ER  - \n").only();
  }
}
