package org.livingevidence.bibliography.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
  private static final String FORMULA =
      "<math display=\"inline\"><msubsup><mi>η</mi><mi>p</mi><mn>2</mn></msubsup><mo>&lt;</mo></math>";

  @ParameterizedTest
  @CsvSource({
    "H<sub>2</sub>O, H2O",
    "10<sup>6</sup> cells, 10⁶ cells",
    "Foxp3<sup>+</sup> cells, Foxp3⁺ cells",
    "IFN<sup>+</sup>, IFN+",
    "a &lt; b &amp; <i>c</i>, a < b & c",
    "<b><i>S. aureus</i></b>., S. aureus.",
    "<sc>d</sc>-glucose, d-glucose"
  })
  void thePlainFormIsWhatIsRead(String markup, String plain) throws Exception {
    Markup read = Markup.parse(markup, MarkupLimits.DEFAULT);
    assertThat(read.plain()).isEqualTo(plain);
    assertThat(read).hasToString(markup);
  }

  @Test
  void aFormulaKeepsItsElementsAndHarmlessAttributes() throws Exception {
    Markup read = Markup.parse("n " + FORMULA + " m", MarkupLimits.DEFAULT);
    assertThat(read).hasToString("n " + FORMULA + " m");
    assertThat(read.plain()).isEqualTo("n ηp2< m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "<mfenced><mi>x</mi><mi>y</mi></mfenced>#(x,y)",
        "<mfenced open=\"[\" close=\"\"><mi>x</mi></mfenced>#[x",
        "<mfenced separators=\"; ,\"><mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi></mfenced>#(a;b,c,d)",
        "<mfenced separators=\"\"><mi>a</mi><mi>b</mi></mfenced>#(ab)",
        "<mfenced/>#()",
        "<mfenced>x</mfenced>#(x)",
        "<mfenced open=\"&lt;\" close=\"&gt;\" separators=\"&lt;\"><mi>x</mi><mi>y</mi></mfenced>#<x<y>",
        "<mfenced separators=\"\u00a0\" open=\"|  |\"><mi>x</mi><mi>y</mi></mfenced>#| |xy)",
        "<mfenced><mfenced open=\"{\" close=\"}\"><mn>1</mn></mfenced><mn>2</mn></mfenced>#({1},2)"
      })
  void theFencesOfAFormulaAreReadAndShown(String fenced, String plain) throws Exception {
    // When
    Markup read = Markup.parse("f <math>" + fenced + "</math>", MarkupLimits.DEFAULT);
    // Then
    assertThat(read.plain()).isEqualTo("f " + plain);
    assertThat(read.html()).doesNotContain("mfenced");
    assertThat(Markup.parse(read.toString(), MarkupLimits.STORED)).hasToString(read.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<i onclick=\"x\">a</i>",
        "<math onload=\"x\"><mi>a</mi></math>",
        "<math href=\"javascript:x\"><mi>a</mi></math>",
        "<math><mi mathvariant=\"expression(1)\">a</mi></math>",
        "<math><annotation-xml encoding=\"text/html\"><img src=\"x\"/></annotation-xml></math>",
        "<math><maction><mi>a</mi></maction></math>",
        "<math><mglyph src=\"x\"/></math>",
        "<mi>a</mi>",
        "<math><i>a</i></math>",
        "<i>a",
        "a</i>",
        "<i>a</b>",
        "<b><i>a</b></i>",
        "a < b",
        "a & b",
        "&nbsp;",
        "<I>a</I>",
        "<i >a</i >",
        "<!-- a -->",
        "<![CDATA[a]]>",
        "<?a?>",
        "<"
      })
  void anythingElseIsRefusedAndSaid(String text) {
    assertThatThrownBy(() -> Markup.parse(text, MarkupLimits.DEFAULT))
        .isInstanceOf(MarkupFault.class)
        .message()
        .matches("(?s)(holds|does not end) .*");
  }

  @Test
  void whatIsTooDeepOrTooLongIsRefused() {
    assertThatThrownBy(
            () -> Markup.parse("<i>".repeat(30) + "a" + "</i>".repeat(30), MarkupLimits.DEFAULT))
        .isInstanceOf(MarkupFault.class);
    assertThatThrownBy(() -> Markup.parse("<i>abc</i>", new MarkupLimits(3, 9)))
        .isInstanceOf(MarkupFault.class);
  }

  @Test
  void thereIsOneFormForOneText() throws Exception {
    assertThat(Markup.parse(" a <i> b\n c </i> ", MarkupLimits.DEFAULT))
        .hasToString("a <i>b c</i>");
    assertThat(Markup.parse("a<i></i>b<b> </b>c", MarkupLimits.DEFAULT)).hasToString("ab c");
    assertThat(
            Markup.parse(
                "<math> <mrow> <mi> x\u00a0</mi> <none></none> </mrow></math>",
                MarkupLimits.DEFAULT))
        .hasToString("<math><mrow><mi>x</mi><none/></mrow></math>");
  }

  @Test
  void ofAnySourceOnlyTheAllowedElementsStay() {
    MarkupBuilder builder = new MarkupBuilder(MarkupLimits.DEFAULT);
    builder.start("italic", name -> "x");
    builder.text("a");
    builder.start("script", name -> null);
    builder.text("alert(1)");
    builder.end();
    builder.start("a", name -> "javascript:alert(1)");
    builder.text("b");
    builder.end();
    builder.end();
    builder.start("math", name -> name.equals("display") ? "block" : "evil");
    builder.start("mstyle", name -> "evil");
    builder.start("mi", name -> name.equals("mathvariant") ? "bold" : "evil");
    builder.text("c");
    assertThat(builder.build())
        .hasToString(
            "<i>ab</i><math display=\"block\"><mrow><mi mathvariant=\"bold\">c</mi></mrow></math>");
  }

  @Test
  void aPartIsCutByOffsetsOfThePlainText() throws Exception {
    Markup read =
        Markup.parse("One. <i>E. coli</i> at 10<sup>6</sup>. " + FORMULA, MarkupLimits.DEFAULT);
    assertThat(read.plain()).isEqualTo("One. E. coli at 10⁶. ηp2<");
    assertThat(read.slice(5, 20)).hasToString("<i>E. coli</i> at 10<sup>6</sup>.");
    assertThat(read.slice(0, 7)).hasToString("One. <i>E.</i>");
    assertThat(read.slice(0, 4)).isNull();
    assertThat(read.slice(5, 23)).hasToString("<i>E. coli</i> at 10<sup>6</sup>. ηp");
  }

  @Test
  void inHtmlSmallCapitalsAreASpan() throws Exception {
    assertThat(Markup.parse("<sc>d</sc>&lt;b&gt;", MarkupLimits.DEFAULT).html())
        .isEqualTo("<span class=\"sc\">d</span>&lt;b&gt;");
  }

  /// Whatever is built is read again as itself, and holds no other tag.
  @Test
  void whatIsWrittenIsReadAsItself() throws Exception {
    Random random = new Random(4);
    String[] names = {"i", "sup", "math", "mi", "mrow", "msub", "none", "script", "em", "x", "sc"};
    String[] texts = {"a", " ", "1", "6", "<b>", "&lt;", "\"", "ü", "\n", "−", "a b "};
    for (int round = 0; round < 20_000; round++) {
      MarkupBuilder builder = new MarkupBuilder(MarkupLimits.DEFAULT);
      for (int step = random.nextInt(20); step > 0; step--) {
        switch (random.nextInt(3)) {
          case 0 -> builder.start(names[random.nextInt(names.length)], name -> "true");
          case 1 -> builder.text(texts[random.nextInt(texts.length)]);
          default -> builder.end();
        }
      }
      Markup built = Objects.requireNonNull(builder.build());
      Markup again = Markup.parse(built.toString(), MarkupLimits.DEFAULT);
      assertThat(again).hasToString(built.toString());
      assertThat(again.plain()).isEqualTo(built.plain());
      assertThat(built.html()).doesNotContain("<script", "<x", "<em");
    }
  }
}
