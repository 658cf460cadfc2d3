package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livingevidence.citations.citation.Citation;

class TextMarkupTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "<i>E. coli</i> & H<sub>2</sub>O ~ <i>E. coli</i> &amp; H<sub>2</sub>O",
        "<jats:italic>in vitro</jats:italic> ~ <i>in vitro</i>",
        "<span style=\"font-variant: small-caps;\">d</span>-Glucose ~ <sc>d</sc>-Glucose",
        "<span class=\"nocase\">mTOR</span> <b>x</b> ~ mTOR <b>x</b>",
        "a &lt;i&gt; <b>c</b> ~ a &lt;i&gt; <b>c</b>",
        "<i>a <b>b</i> c ~ <i>a <b>b</b></i> c",
        "<mml:math><mml:mi>x</mml:mi></mml:math> y ~ <math><mi>x</mi></math> y",
        "p <script> <i>x</i> ~ p &lt;script&gt; <i>x</i>"
      })
  void cslAndCrossrefTextsKeepTheirMarkup(String text, String markup) throws Exception {
    Citation citation =
        ReadFiles.read(
                "csl-json",
                "[{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\""
                    + text.replace("\"", "\\\"")
                    + "\"}]")
            .only();
    assertThat(citation.titleMarkup()).isEqualTo(markup);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a < b and c > d", "<i>open", "x</i>", "<i><b>a</i></b>", "<PRE>3</PRE>"})
  void inRisOnlyTagsThatBeginAndEndAreMarkup(String title) throws Exception {
    Citation citation = ris(title);
    assertThat(citation.title()).isEqualTo(title);
    assertThat(citation.titleMarkup()).isNull();
  }

  @Test
  void tagsThatAReferenceManagerLeftAreMarkup() throws Exception {
    Citation citation = ris("RETRACTED: TiO<inf>2</inf> in <em>E. coli</em>");
    assertThat(citation.title()).isEqualTo("TiO2 in E. coli");
    assertThat(citation.titleMarkup()).isEqualTo("TiO<sub>2</sub> in <i>E. coli</i>");
    assertThat(citation.state()).isEqualTo("retracted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '|',
      value = {
        "{A \\emph{E. coli} strain} ~ A E. coli strain ~ A <i>E. coli</i> strain",
        "{{\\it Il1rn} loss} ~ Il1rn loss ~ <i>Il1rn</i> loss",
        "{CO$_2$ and 10$^{-6}$} ~ CO2 and 10⁻⁶ ~ CO<sub>2</sub> and 10<sup>-6</sup>",
        "{\\textbf{B{\\'{e}}h\\c{c}et} x} ~ Béhçet x ~ <b>Béhçet</b> x",
        "{H\\textsubscript{2}O \\& <b>} ~ H2O & <b> ~ H<sub>2</sub>O &amp; &lt;b&gt;"
      })
  void latexCommandsOfStyleAreMarkup(String latex, String plain, String markup) throws Exception {
    Citation citation =
        ReadFiles.read("bibtex", "@article{a,\n title = " + latex + ",\n}\n").only();
    assertThat(citation.title()).isEqualTo(plain);
    assertThat(citation.titleMarkup()).isEqualTo(markup);
  }

  @Test
  void sectionsOfAnAbstractKeepTheirOwnMarkup() throws Exception {
    Citation citation =
        ReadFiles.read(
                "csl-json",
                """
                [{"id":"a","type":"article-journal","title":"T","abstract":\
                "BACKGROUND: One <i>two</i>. METHODS: Three. RESULTS: 10<sup>6</sup> four."}]""")
            .only();
    assertThat(citation.passages())
        .containsExactly(
            new Citation.Passage("BACKGROUND", null, "One two.", "One <i>two</i>."),
            new Citation.Passage("METHODS", null, "Three."),
            new Citation.Passage("RESULTS", null, "10⁶ four.", "10<sup>6</sup> four."));
  }

  private static Citation ris(String title) throws Exception {
    return ReadFiles.read("ris", "TY  - JOUR\nTI  - " + title + "\nER  - \n").only();
  }
}
