package org.livingevidence.citations.intake.nbib;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.contribution.Contribution;
import org.livingevidence.citations.intake.ReadFiles;

class NbibFileTest {
  @Test
  void aRecordInFullIsRead() throws Exception {
    ReadFiles.Read read =
        ReadFiles.read(
            "nbib",
            """

            PMID- 8863847
            OWN - NLM
            STAT- MEDLINE
            LR  - 20141120
            IS  - 1521-0111 (Electronic)
            IS  - 0026-895X (Linking)
            VI  - 50
            IP  - 4
            DP  - 1996 Oct 3
            TI  - Mechanism of extracellular ATP-induced proliferation of vascular
                  smooth muscle cells.
            PG  - 1000-9
            LID - 10.1000/ABC [doi]
            AB  - BACKGROUND: One. METHODS: Two.
            FAU - King, Martin Luther Jr
            AU  - King ML Jr
            AUID- ORCID: 0000-0002-1825-0097
            FAU - van der Berg, Jan-Piet
            AU  - van der Berg JP
            CN  - The Study Group
            LA  - eng
            SI  - ClinicalTrials.gov/NCT01778335
            PT  - Retracted Publication
            TT  - Originaltitel.
            TA  - Mol Pharmacol
            JT  - Molecular pharmacology
            JID - 0035623
            RN  - 8L70Q75FXE (Adenosine Triphosphate)
            RN  - 0 (RNA, Messenger)
            RN  - EC 2.7.11.1 (MAP Kinase (ERK))
            RIN - Wu D, Yang CM. Mol Pharmacol. 1998 Feb;53(2):346. PMID: 9499167
            EIN - Mol Pharmacol 1997 Mar;51(3):533
            MH  - *Muscle, Smooth/*cytology/drug effects
            PMC - PMC123456
            OT  - *ATP
            AID - S0000(96)1 [pii]
            """);
    Citation citation = read.only();
    assertThat(citation.identifiers())
        .isEqualTo(new Citation.Identifiers("8863847", "PMC123456", "10.1000/abc", "S0000(96)1"));
    assertThat(citation.title()).endsWith("vascular smooth muscle cells.");
    assertThat(citation.published()).isEqualTo("1996-10-03");
    assertThat(citation.passages())
        .containsExactly(
            new Citation.Passage("BACKGROUND", null, "One."),
            new Citation.Passage("METHODS", null, "Two."));
    assertThat(citation.authors())
        .containsExactly(
            new Citation.Author("King", "Martin Luther", "ML", "Jr", "0000-0002-1825-0097", null),
            new Citation.Author("van der Berg", "Jan-Piet", "JP", null, null, null),
            new Citation.Author(null, null, null, null, null, "The Study Group"));
    assertThat(requireNonNull(citation.journal()).issn()).containsExactly("0026-895X", "1521-0111");
    assertThat(citation.substances())
        .containsExactly(
            new Citation.Substance(null, "Adenosine Triphosphate", "8L70Q75FXE"),
            new Citation.Substance(null, "RNA, Messenger", null),
            new Citation.Substance(null, "MAP Kinase (ERK)", "EC 2.7.11.1"));
    assertThat(citation.headings())
        .containsExactly(
            new Citation.Heading(
                null,
                "Muscle, Smooth",
                true,
                List.of(
                    new Citation.Qualifier(null, "cytology", true),
                    new Citation.Qualifier(null, "drug effects", false))));
    assertThat(citation.notices())
        .containsExactly(
            new Citation.Notice(
                "RetractionIn",
                "9499167",
                "Wu D, Yang CM. Mol Pharmacol. 1998 Feb;53(2):346",
                null,
                null),
            new Citation.Notice("ErratumIn", null, "Mol Pharmacol 1997 Mar;51(3):533", null, null));
    assertThat(citation.registrations())
        .containsExactly(new Citation.Registration("ClinicalTrials.gov", "NCT01778335"));
    assertThat(citation.keywords()).containsExactly("ATP");
    assertThat(citation.vernacularTitle()).isEqualTo("Originaltitel.");
    assertThat(citation.state()).isEqualTo("retracted");
    Contribution contribution = read.contributions().getFirst();
    assertThat(contribution.key()).isEqualTo("pmid:8863847");
    assertThat(contribution.revised()).isEqualTo("2014-11-20");
  }

  @Test
  void spotChecksOfRealRecords() throws Exception {
    Citation first =
        ReadFiles.read(
                "nbib", SharedData.folder("medline").resolve("biopython__pubmed_result2.txt"))
            .citations()
            .get(1);
    assertThat(first.title()).startsWith("GenomeDiagram: a python package");
    assertThat(first.authors())
        .extracting(Citation.Author::family)
        .containsExactly("Pritchard", "White", "Birch", "Toth");
    assertThat(requireNonNull(first.identifiers()).doi())
        .isEqualTo("10.1093/bioinformatics/btk021");
    Citation lines =
        ReadFiles.read("nbib", SharedData.folder("medline").resolve("holub008__single.nbib"))
            .only();
    assertThat(requireNonNull(lines.identifiers()).pmid()).isEqualTo("28754806");
  }
}
