package org.livingevidence.drugs.intake.spl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.livingevidence.drugs.label.LabelRecords.section;
import static org.livingevidence.drugs.label.LabelRecords.spl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.intake.file.Limits;
import org.livingevidence.drugs.intake.file.Sunk;
import org.livingevidence.drugs.label.LabelWriter;
import org.livingevidence.drugs.label.Section;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;

class SplIntakeTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final SplIntake INTAKE = intake(Limits.USUAL);

  @SuppressWarnings("NullAway") // reading needs no writer
  private static SplIntake intake(Limits limits) {
    LabelWriter none = null;
    return new SplIntake(none, limits);
  }

  private static Section only(String text) throws IOException, ImportRejected {
    byte[] file = spl(ID, 1, "20200102", section("34067-9", "1 USES", text, ""));
    return Sunk.read(INTAKE, file).only().sections().getFirst();
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void sectionsStandAsInTheDocument() throws Exception {
    String inner = section("42229-5", "1.1 Gout", "<paragraph>For gout.</paragraph>", "");
    var label =
        Sunk.read(INTAKE, spl(ID, 3, "20200102", section("34067-9", "1 USES", "Lead in.", inner)))
            .only();

    assertThat(label.setId()).isEqualTo(ID);
    assertThat(label.version()).isEqualTo(3);
    assertThat(label.effective()).isEqualTo("2020-01-02");
    assertThat(label.title()).isEqualTo("Testa (testamab)");
    var indications = label.of("34067-9").getFirst();
    assertThat(indications.title()).isEqualTo("1 USES");
    assertThat(indications.sections().getFirst().title()).isEqualTo("1.1 Gout");
    assertThat(indications.wholeText()).isEqualTo("Lead in.\n1.1 Gout\nFor gout.");
  }

  @Test
  void listsTablesAndRaisedFiguresKeepTheirMeaningInPlainText() throws Exception {
    var body =
        only("""
                <paragraph>At 10<sup>9</sup>/L, H<sub>2</sub>O<footnote ID="f">only once</footnote>:</paragraph>
                <list listType="ordered" styleCode="LittleAlpha"><item>one</item><item>two</item></list>
                <table><caption>Doses</caption><thead><tr><th>Age</th><th>Dose</th></tr></thead>
                <tbody><tr><td colspan="2"><paragraph>1 mg</paragraph><paragraph>daily</paragraph></td></tr></tbody></table>
                <paragraph>See<footnoteRef IDREF="f"/> <content styleCode="bold italics">there</content>.</paragraph>
                """)
            .body();

    assertThat(body.text())
        .isEqualTo(
            "At 10⁹/L, H2O[1]:\n• one\n• two\nDoses\nAge | Dose\n1 mg daily\nSee[1] there.\n"
                + "[1] only once");
    assertThat(body.html())
        .contains("10<sup>9</sup>/L", "<ol type=\"a\"><li>one</li>", "<caption>Doses</caption>")
        .contains("<td colspan=\"2\">", "<strong><em>there</em></strong>");
  }

  @Test
  void nothingInADocumentReachesItsReaderAsScript() throws Exception {
    var body =
        only("""
                <paragraph onclick="x()" styleCode="&quot;&gt;&lt;script>">&lt;script&gt;alert(1)&lt;/script&gt;
                <linkHtml href="javascript:alert(1)">here</linkHtml>
                <linkHtml href="https://example.org/a?b=1&amp;c=2">there</linkHtml>
                <renderMultiMedia referencedObject="MM1"/><script>alert(2)</script></paragraph>
                <table><tr><td colspan="999999999" rowspan="-1" style="position:fixed">x</td></tr></table>
                """)
            .body();

    assertThat(body.html())
        .doesNotContain("<script", "javascript", "onclick", "style", "999999")
        .contains("&lt;script&gt;", "href=\"https://example.org/a?b=1&amp;c=2\"");
  }

  @Test
  void whatADocumentRefersToIsNeverFetched() throws Exception {
    String whole = new String(spl(ID, 1, "20200102", section("34067-9", "USES", "&e;", "")), UTF_8);
    String entities =
        "?><!DOCTYPE document [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><document";
    byte[] hostile = whole.replaceFirst("\\?>\\s*<document", entities).getBytes(UTF_8);

    assertThat(Sunk.rejection(INTAKE, hostile)).contains("not acceptable");
  }

  @Test
  void aZipOfZipsIsReadAndOneBrokenDocumentSpoilsNoOther() throws Exception {
    Map<String, byte[]> inner = new LinkedHashMap<>();
    inner.put("a.jpg", new byte[] {1, 2, 3});
    inner.put("a.xml", spl(ID, 1, "20200102", section("34067-9", "USES", "For gout.", "")));
    Map<String, byte[]> outer = new LinkedHashMap<>();
    outer.put("prescription/20200102_a.zip", zip(inner));
    outer.put("broken.xml", "<document xmlns='urn:hl7-org:v3'><id>".getBytes(UTF_8));
    outer.put("other.xml", "<html/>".getBytes(UTF_8));
    outer.put("b.xml", spl(ID, 2, "20210102", section("34067-9", "USES", "For more.", "")));
    byte[] file = zip(outer);

    var sunk = Sunk.read(INTAKE, file);

    assertThat(INTAKE.recognises(new ImportHead("x.zip", file))).isTrue();
    assertThat(sunk.labels).extracting(each -> each.label().version()).containsExactly(1L, 2L);
    assertThat(sunk.reasons).hasSize(2);
    assertThat(sunk.reasons.getFirst()).contains("broken.xml", "not acceptable");
  }

  @Test
  void aZipThatUnpacksBeyondReasonIsRefused() throws Exception {
    byte[] bomb = zip(Map.of("bomb.jpg", new byte[64 << 20]));
    byte[] many =
        zip(
            Map.of(
                "1",
                new byte[1],
                "2",
                new byte[1],
                "3",
                new byte[1],
                "4",
                new byte[1],
                "5",
                new byte[1]));

    assertThat(Sunk.rejection(INTAKE, bomb)).contains("times its size");
    assertThat(Sunk.rejection(intake(Limits.TIGHT), many)).contains("more than 4 entries");
    assertThat(Sunk.rejection(INTAKE, new byte[] {'P', 'K', 3, 4})).contains("zip");
  }

  @Test
  void everyLimitNamesItself() throws Exception {
    var tight = intake(Limits.TIGHT);
    String deep = section("1-1", "A", "<content>".repeat(10) + "</content>".repeat(10), "");
    String four = section("1-1", "A", "a", "").repeat(4);
    String long2 = section("1-1", "A", "word ".repeat(2000), "");

    assertThat(Sunk.rejection(tight, spl(ID, 1, "20200102", deep))).contains("not acceptable");
    assertThat(Sunk.rejection(tight, spl(ID, 1, "20200102", long2))).contains("label-length");
    assertThat(Sunk.read(tight, spl(ID, 1, "20200102", four)).reasons.getFirst())
        .contains("label-files.sections");
  }

  @Test
  void aDocumentThatIsNoLabelIsRejectedAndSaysWhy() throws Exception {
    var noVersion =
        new String(spl(ID, 1, "20200102", section("34067-9", "USES", "x", "")), UTF_8)
            .replaceFirst("<versionNumber[^>]*>", "");

    assertThat(Sunk.read(INTAKE, spl(ID, 1, "x", section("48779-3", "", "", ""))).reasons)
        .first()
        .asString()
        .contains("no label");
    assertThat(Sunk.read(INTAKE, noVersion.getBytes(UTF_8)).reasons)
        .first()
        .asString()
        .contains("no version number");
  }

  @Test
  void damagedFilesNeverFailInAnyOtherWay() throws Exception {
    byte[] whole =
        spl(
            ID,
            1,
            "20200102",
            section("34067-9", "USES", "<list><item>a<sup>2</sup></item></list>", "").repeat(3));
    byte[] packed = zip(Map.of("a.xml", whole));
    var random = new Random(20261122);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = (i % 3 == 0 ? packed : whole).clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      String unused = Sunk.rejection(INTAKE, damaged);
    }
  }
}
