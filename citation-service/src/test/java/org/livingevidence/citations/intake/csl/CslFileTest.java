package org.livingevidence.citations.intake.csl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.intake.ReadFiles;
import org.livingevidence.imports.ImportRejected;

class CslFileTest {
  private static final String ITEM =
      """
      {"id": 1, "type": "article-journal", "title": "On <i>Il1rn</i> &amp; IL-1<sub>β</sub>",
       "author": [{"family": "Berg", "non-dropping-particle": "van der", "given": "J.-P.",
         "suffix": "Jr"}, {"literal": "The Study Group"}],
       "issued": {"date-parts": [["2011", 2, 9]]}, "volume": 38, "supplement": "1",
       "page": "1765--1776", "DOI": "https://doi.org/10.1000/ABC", "PMID": 21411845,
       "container-title": "Lancet", "container-title-short": "Lancet", "ISSN": "0140-6736, 1474-547X",
       "note": "PMCID: PMC3048463"}
      """;

  @Test
  void anItemIsReadWithNumbersAndTextAlike() throws Exception {
    Citation citation = ReadFiles.read("csl-json", "[" + ITEM + "]").only();
    assertThat(citation.title()).isEqualTo("On Il1rn & IL-1β");
    assertThat(citation.authors())
        .containsExactly(
            new Citation.Author("van der Berg", "J.-P.", "J-P", "Jr", null, null),
            new Citation.Author(null, null, null, null, null, "The Study Group"));
    assertThat(citation.published()).isEqualTo("2011-02-09");
    assertThat(citation.volume()).isEqualTo("38 Suppl 1");
    assertThat(citation.pages()).isEqualTo("1765-1776");
    assertThat(citation.identifiers())
        .isEqualTo(new Citation.Identifiers("21411845", "PMC3048463", "10.1000/abc", null));
    assertThat(requireNonNull(citation.journal()).issn()).containsExactly("0140-6736", "1474-547X");
  }

  @Test
  void oneItemAloneAndItemsInAWrapperAreRead() throws Exception {
    assertThat(ReadFiles.read("csl-json", ITEM).citations()).hasSize(1);
    assertThat(ReadFiles.read("csl-json", "{\"items\": [" + ITEM + "," + ITEM + "]}").citations())
        .hasSize(2);
    assertThat(
            ReadFiles.read(
                    "csl-json", "{\"status\": \"ok\", \"message\": {\"items\": [" + ITEM + "]}}")
                .citations())
        .hasSize(1);
  }

  @Test
  void crossrefsWorksAreRead() throws Exception {
    Citation citation =
        ReadFiles.read(
                "csl-json",
                """
                {"status": "ok", "message-type": "work", "message": {"type": "journal-article",
                 "title": ["A trial"], "container-title": ["The Lancet"],
                 "short-container-title": ["Lancet"], "DOI": "10.1000/abc",
                 "author": [{"ORCID": "http://orcid.org/0000-0002-1825-0097", "family": "A",
                   "given": "B", "sequence": "first"}, {"name": "A Group", "sequence": "additional"}],
                 "published-print": {"date-parts": [[2018, 4]]},
                 "abstract": "<jats:p>Short &lt;1.</jats:p>",
                 "updated-by": [{"type": "retraction", "DOI": "10.1000/R", "label": "Retraction",
                   "updated": {"date-parts": [[2019, 1, 2]]}}]}}
                """)
            .only();
    assertThat(citation.title()).isEqualTo("A trial");
    assertThat(requireNonNull(citation.journal()).abbreviation()).isEqualTo("Lancet");
    assertThat(citation.authors().getFirst().orcid()).isEqualTo("0000-0002-1825-0097");
    assertThat(citation.authors().getLast().collective()).isEqualTo("A Group");
    assertThat(citation.published()).isEqualTo("2018-04");
    assertThat(citation.passages().getFirst().text()).isEqualTo("Short <1.");
    assertThat(citation.notices())
        .containsExactly(
            new Citation.Notice(
                "RetractionIn", null, "Retraction", null, "2019-01-02", "10.1000/r", null));
    assertThat(citation.state()).isEqualTo("retracted");
  }

  @Test
  void itemsThatAreNoneAreNamedAndTheOthersGoOn() throws Exception {
    ReadFiles.Read read =
        ReadFiles.read("csl-json", "[7, {\"type\": \"book\"},\n \"x\", " + ITEM + "]");
    assertThat(read.citations()).hasSize(1);
    assertThat(read.rejections()).hasSize(3).anyMatch(reason -> reason.contains("at line 2"));
  }

  @Test
  void jsonThatBreaksOffKeepsWhatWasWhole() {
    assertThatThrownBy(() -> ReadFiles.read("csl-json", "[" + ITEM + ", {\"title\": "))
        .isInstanceOfSatisfying(
            ImportRejected.class, rejected -> assertThat(rejected.place()).isNotNull());
    assertThatThrownBy(() -> ReadFiles.read("csl-json", "[".repeat(5000)))
        .isInstanceOf(ImportRejected.class);
  }

  @Test
  void spotChecksOfRealItems() throws Exception {
    Citation citation =
        ReadFiles.read(
                "csl-json",
                SharedData.folder("csl-json").resolve("manubot__crossref-deep-review-raw.json"))
            .only();
    assertThat(citation.title())
        .isEqualTo("Opportunities and obstacles for deep learning in biology and medicine");
    assertThat(citation.authors()).hasSizeGreaterThan(30);
    assertThat(citation.identifiers())
        .isEqualTo(
            new Citation.Identifiers("29618526", "PMC5938574", "10.1098/rsif.2017.0387", null));
    assertThat(citation.pages()).isEqualTo("20170387");
  }
}
