package org.livingevidence.citations.intake.bibtex;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.intake.ReadFiles;

class BibtexFileTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "{\\v{S}}eva; Ševa",
        "G{\\\"o}tze; Götze",
        "Sa{\\\"\\i}d; Saïd",
        "B{\\'{e}}h\\c{c}et; Béhçet",
        "{\\o}rsted and {\\ss}; ørsted and ß",
        "{The {IL}-1 Family}; The IL-1 Family",
        "A \\textit{in vivo} \\& B; A in vivo & B",
        "50\\% of; 50% of",
        "$\\alpha$-synuclein; $\\alpha$-synuclein",
        "a --- b; a — b",
        "Łukasz {\\L}; Łukasz Ł",
        "H\\'elène; Hélène",
        "unknown \\foo{x}; unknown \\foox",
      },
      delimiter = ';')
  void latexBecomesUnicodeWhereItIsKnown(String latex, String plain) {
    assertThat(BibtexText.plain(latex).strip()).isEqualTo(plain);
  }

  @Test
  void namesArePeopleOrGroups() throws Exception {
    Citation citation =
        only(
            "author = {King, Jr, Martin Luther and {World Health Organization} and W.-Q. Wei and"
                + " {Barnes and Noble} and van der Berg, Jan and Ludwig van Beethoven and others}");
    assertThat(citation.authors())
        .containsExactly(
            new Citation.Author("King", "Martin Luther", null, "Jr", null, null),
            new Citation.Author(null, null, null, null, null, "World Health Organization"),
            new Citation.Author("Wei", "W.-Q.", "W-Q", null, null, null),
            new Citation.Author(null, null, null, null, null, "Barnes and Noble"),
            new Citation.Author("van der Berg", "Jan", null, null, null, null),
            new Citation.Author("van Beethoven", "Ludwig", null, null, null, null));
  }

  @Test
  void oneBadEntryRejectsItselfOnly() throws Exception {
    ReadFiles.Read read =
        ReadFiles.read(
            "bibtex",
            """
            @string{jir = "J Interferon Res"}
            @comment{nothing}
            @article{good1, title = {One}, journal = jir, year = 2001}
            @article{bad, title = {Never closed, year = 2002
            @article{good2, title = "Two", month = feb, year = 2003,
            }
            @article{broken, title = = {x}}
            @book(good3, title = {Three}, publisher = {P}, isbn = {978-3-86680-192-9})
            """);
    assertThat(read.citations()).extracting(Citation::title).containsExactly("One", "Two", "Three");
    assertThat(requireNonNull(read.citations().getFirst().journal()).title())
        .isEqualTo("J Interferon Res");
    assertThat(read.citations().get(1).published()).isEqualTo("2003-02");
    assertThat(requireNonNull(read.citations().get(2).book()).isbn())
        .containsExactly("978-3-86680-192-9");
    assertThat(read.rejections()).hasSize(2);
    assertThat(read.rejections().getFirst()).startsWith("bad: ").endsWith("at line 4");
    assertThat(read.rejections().get(1)).startsWith("broken: ");
  }

  @Test
  void theNamesOfPubMedsToolsAreKnown() throws Exception {
    Citation citation =
        ReadFiles.read(
                "bibtex",
                SharedData.folder("bibtex").resolve("JabRef__MedlineImporterTestMathML.bib"))
            .only();
    assertThat(citation.identifiers())
        .isEqualTo(
            new Citation.Identifiers(
                "32759406", "PMC7756617", "10.1515/jib-2020-0021", "20200021"));
    assertThat(requireNonNull(citation.journal()).nlmId()).isEqualTo("101503361");
    assertThat(citation.published()).isEqualTo("2020-07");
    assertThat(citation.passages().getFirst().text()).contains("$\\infty $");
    List<Citation> commas =
        ReadFiles.read("bibtex", SharedData.folder("bibtex").resolve("mauriciomanoel__pubmed.bib"))
            .citations();
    assertThat(commas.getFirst().authors())
        .extracting(Citation.Author::family)
        .containsExactly("Reeder", "Chung", "Lyden", "Winters", "Jankowski");
    assertThat(commas.getFirst().identifiers())
        .isEqualTo(
            new Citation.Identifiers("30919711", null, "10.1080/17538157.2019.1582054", null));
  }

  @Test
  void aTextMayHoldAnAtSignInsideItsBraces() throws Exception {
    assertThat(only("title = {Mail\n  me@article{x}\n ok}").title()).contains("me@articlex ok");
  }

  private static Citation only(String fields) throws Exception {
    String title = fields.contains("title =") ? "" : "title = {T}, ";
    return ReadFiles.read("bibtex", "@article{key,\n " + title + fields + "\n}\n").only();
  }
}
