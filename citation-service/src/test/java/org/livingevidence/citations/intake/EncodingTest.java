package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.imports.ImportRejected;

class EncodingTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws Exception {
    assertThat(ReadFiles.read("ris", "\uFEFFTY  - JOUR\nTI  - Über\nER  - \n").only().title())
        .isEqualTo("Über");
  }

  @Test
  void windows1252IsReadAsSuchAndTheOriginalIsKept() throws Exception {
    // Given a file in which no line is UTF-8
    byte[] bytes =
        "TY  - JOUR\r\nTI  - Behçet’s disease\r\nAU  - Müller, José\r\nER  - \r\n"
            .getBytes(WINDOWS_1252);
    // When
    Citation citation = ReadFiles.read("ris", bytes).only();
    // Then
    assertThat(citation.title()).isEqualTo("Behçet’s disease");
    assertThat(citation.authors().getFirst().family()).isEqualTo("Müller");
    assertThat(citation.repairs())
        .containsExactly(
            new Citation.Repair("title", "Beh\\xE7et\\x92s disease", "windows-1252"),
            new Citation.Repair("authors", "M\\xFCller, Jos\\xE9", "windows-1252"));
  }

  @Test
  void everyFormatOfLinesKeepsWhatItMended() throws Exception {
    assertThat(
            ReadFiles.read("nbib", "PMID- 7\nTI  - Sjögren\n".getBytes(WINDOWS_1252))
                .only()
                .repairs())
        .containsExactly(new Citation.Repair("title", "Sj\\xF6gren", "windows-1252"));
    Citation bibtex =
        ReadFiles.read("bibtex", "@article{a,\n title = {Sjögren},\n}\n".getBytes(WINDOWS_1252))
            .only();
    assertThat(bibtex.title()).isEqualTo("Sjögren");
    assertThat(bibtex.repairs())
        .singleElement()
        .extracting(Citation.Repair::field, Citation.Repair::basis)
        .containsExactly("title", "windows-1252");
  }

  @Test
  void aLineThatIsPartlyUtf8IsNotGuessedAt() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("TY  - JOUR\nTI  - β and ".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xE9);
    bytes.writeBytes(" end\nER  - \n".getBytes(StandardCharsets.UTF_8));
    Citation citation = ReadFiles.read("ris", bytes.toByteArray()).only();
    assertThat(citation.title()).isEqualTo("β and \uFFFD end");
    assertThat(citation.repairs()).isEmpty();
  }

  @Test
  void jsonIsUtf8OrNothing() {
    byte[] bytes = "[{\"type\":\"article-journal\",\"title\":\"Sjögren\"}]".getBytes(WINDOWS_1252);
    assertThatThrownBy(() -> ReadFiles.read("csl-json", bytes))
        .isInstanceOfAny(ImportRejected.class, IOException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "MÃ¼ller,Müller",
    "Behã§et,''",
    "Itâ€™s the patientâ€™s,It’s the patient’s",
    "Î²-cells of Î±,β-cells of α",
    "GarcÃ­a-PÃ©rez,García-Pérez",
    "BÃ¶hm 5â€“10,Böhm 5–10",
    "Müller and MÃ¼ller,''",
    "CAFÉ™,''",
    "Ångström,''",
    "naïve Über,''",
    "plain ASCII,''",
  })
  void doubleEncodingIsReversedOnlyWhereNothingElseCouldBeMeant(String text, String mended) {
    assertThat(DoubleEncoding.reversed(text)).isEqualTo(mended.isEmpty() ? null : mended);
  }

  @ParameterizedTest
  @CsvSource({
    "p &lt; 0.05,p < 0.05",
    "bradycardia&#x2c; &amp; oedema,'bradycardia, & oedema'",
    "EGFR&mdash;TK,EGFR—TK",
    "space group P&onemacr;,''",
    "AT&T and R&D;,''",
    "a character of no text: &#7; &#xD800;,''",
    "&amp;lt;,&lt;",
    "plain & simple,''",
  })
  void whatWasEscapedTwiceIsReadOnlyWhereItIsCertain(String text, String mended) {
    assertThat(EscapedTwice.reversed(text)).isEqualTo(mended.isEmpty() ? null : mended);
  }

  @Test
  void markupStaysMarkupWhereTheTextWasEscapedTwice() {
    assertThat(EscapedTwice.reversedInMarkup("p &amp;lt; 10<sup>2</sup> &lt; q"))
        .isEqualTo("p &lt; 10<sup>2</sup> &lt; q");
    assertThat(EscapedTwice.reversedInMarkup("p &lt; 10<sup>2</sup>")).isNull();
  }

  @Test
  void aTextThatWasEscapedTwiceKeepsItsOriginal() throws Exception {
    Citation citation = ReadFiles.read("ris", "TY  - JOUR\nTI  - More &amp; less\nER  - \n").only();
    assertThat(citation.title()).isEqualTo("More & less");
    assertThat(citation.repairs())
        .containsExactly(
            new Citation.Repair("title", "More &amp; less", "characters escaped twice"));
  }

  @Test
  void aMendedTextKeepsItsOriginal() throws Exception {
    Citation citation =
        ReadFiles.read("ris", "TY  - JOUR\nTI  - MÃ¼llerâ€™s muscle\nER  - \n").only();
    assertThat(citation.title()).isEqualTo("Müller’s muscle");
    assertThat(citation.repairs())
        .containsExactly(
            new Citation.Repair("title", "MÃ¼llerâ€™s muscle", "double-encoded UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IL-1? and TNF-?", "IL-1\uFFFD blockade", "M�ller"})
  void whatWasLostStaysLost(String title) throws Exception {
    Citation citation = ReadFiles.read("ris", "TY  - JOUR\nTI  - " + title + "\nER  - \n").only();
    assertThat(citation.title()).isEqualTo(title);
    assertThat(citation.repairs()).isEmpty();
  }

  @Test
  void aZeroByteEndsTheImport() {
    assertThatThrownBy(() -> ReadFiles.read("ris", "TY  - JOUR\nTI  - a\0b\nER  - \n"))
        .isInstanceOf(ImportRejected.class)
        .hasMessageContaining("Line 2");
  }

  @Test
  void linesMayEndAsOnAnyMachine() throws Exception {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      assertThat(
              ReadFiles.read("ris", "TY  - JOUR" + end + "TI  - T" + end + "ER  - " + end)
                  .only()
                  .title())
          .isEqualTo("T");
    }
  }
}
