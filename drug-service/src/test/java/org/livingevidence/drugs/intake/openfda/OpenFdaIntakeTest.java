package org.livingevidence.drugs.intake.openfda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.livingevidence.drugs.label.LabelRecords.answer;
import static org.livingevidence.drugs.label.LabelRecords.openFda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.SharedData;
import org.livingevidence.drugs.intake.file.Limits;
import org.livingevidence.drugs.intake.file.Sunk;
import org.livingevidence.drugs.label.LabelWriter;
import org.livingevidence.imports.ImportHead;

class OpenFdaIntakeTest {
  private static final OpenFdaIntake INTAKE = intake(Limits.USUAL);
  private static final String POPULATIONS =
      "8 USE IN SPECIFIC POPULATIONS Be careful. 8.1 Pregnancy Not known in pregnancy. 8.2"
          + " Lactation Unknown.";

  @SuppressWarnings("NullAway") // reading needs no writer
  private static OpenFdaIntake intake(Limits limits) {
    LabelWriter none = null;
    return new OpenFdaIntake(none, limits);
  }

  private static byte[] simple(String setId) {
    return answer(
        "2022-03-01",
        List.of(openFda(setId, 2, "20220201", Map.of("indications_and_usage", "For gout."))));
  }

  @Test
  void aSubsectionStandsInTheSectionThatRepeatsItsText() throws Exception {
    var label =
        openFda(
            "a",
            1,
            "20220201",
            Map.of(
                "use_in_specific_populations",
                POPULATIONS,
                "pregnancy",
                "8.1 Pregnancy Not known in pregnancy."));

    var read = Sunk.read(INTAKE, answer("2022-03-01", List.of(label))).only();

    assertThat(read.sections()).hasSize(1);
    var populations = read.sections().getFirst();
    assertThat(populations.body().text())
        .isEqualTo("8 USE IN SPECIFIC POPULATIONS Be careful.\n8.2 Lactation Unknown.");
    assertThat(populations.sections().getFirst().code()).isEqualTo("42228-7");
    assertThat(read.of("42228-7")).hasSize(1);
  }

  @Test
  void aTableIsShownAsOneAndItsAttributesAreNot() throws Exception {
    var label =
        openFda("a", 1, "20220201", Map.of("warnings", "5 WARNINGS Do not. <b>bold</b> A B"));
    label
        .putArray("warnings_table")
        .add("<table onclick=\"x\"><tr><td colspan=\"2\">A &lt;B&gt;</td></tr></table>")
        .add("<table><tr><td>not closed");

    var body = Sunk.read(INTAKE, answer("2022-03-01", List.of(label))).only().sections().getFirst();

    assertThat(body.body().html())
        .isEqualTo(
            "<p>5 WARNINGS Do not. &lt;b&gt;bold&lt;/b&gt; A B</p>"
                + "<table><tr><td colspan=\"2\">A &lt;B&gt;</td></tr></table>");
  }

  @Test
  void answersListsSingleLabelsAndZipsAreRead() throws Exception {
    var one = openFda("a", 2, "20220201", Map.of("indications_and_usage", "For gout."));
    var zipped = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(zipped)) {
      zip.putNextEntry(new ZipEntry("drug-label-0001-of-0001.json"));
      zip.write(simple("a"));
    }

    for (byte[] file :
        List.of(
            simple("a"),
            one.toString().getBytes(UTF_8),
            ("[" + one + "]").getBytes(UTF_8),
            ("\uFEFF" + one + "\n").getBytes(UTF_8),
            zipped.toByteArray())) {
      assertThat(INTAKE.recognises(new ImportHead(null, file))).isTrue();
      assertThat(Sunk.read(INTAKE, file).only().version()).isEqualTo(2);
    }
    assertThat(Sunk.read(INTAKE, simple("a")).labels.getFirst().release()).isEqualTo("2022-03-01");
  }

  @Test
  void aLabelThatCannotBeRightSpoilsNoOther() throws Exception {
    var good = openFda("a", 2, "20220201", Map.of("indications_and_usage", "For gout."));
    var noId = good.deepCopy();
    noId.remove("set_id");
    var large =
        openFda("b", 1, "20220201", Map.of("indications_and_usage", "For gout. ".repeat(300)));

    var sunk = Sunk.read(intake(Limits.TIGHT), answer("2022-03-01", List.of(noId, large, good)));

    assertThat(sunk.only().setId()).isEqualTo("a");
    assertThat(sunk.reasons).hasSize(2);
    assertThat(sunk.reasons.getFirst()).contains("set_id");
    assertThat(sunk.reasons.getLast()).contains("label-files.label-length");
  }

  @Test
  void whatIsNoJsonOrNoLabelIsRefused() throws IOException {
    assertThat(Sunk.rejection(INTAKE, "{\"results\": [{\"set_id\": ".getBytes(UTF_8)))
        .contains("not well-formed");
    assertThat(Sunk.rejection(INTAKE, "{\"meta\": {}}".getBytes(UTF_8))).contains("no label");
    assertThat(Sunk.rejection(INTAKE, ("[".repeat(5000)).getBytes(UTF_8))).contains("well-formed");
    assertThat(Sunk.rejection(INTAKE, new byte[] {'{', '"', (byte) 0xff})).contains("UTF-8");
  }

  @Test
  void damagedFilesNeverFailInAnyOtherWay() throws IOException {
    byte[] whole = simple("a");
    var random = new Random(20261122);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      String unused = Sunk.rejection(INTAKE, damaged);
    }
  }

  @Test
  void allTextOfRealLabelsIsKeptOnce() throws Exception {
    var file = SharedData.folder("openfda-label").resolve("BLA125377.json.gz");
    try (var in = SharedData.open(file)) {
      var label = Sunk.read(INTAKE, in.readAllBytes()).only();
      assertThat(label.sections()).hasSize(18);
      assertThat(label.of("34081-0")).hasSize(1);
      assertThat(label.of("43684-0").getFirst().body().text()).doesNotContain("8.4 Pediatric Use");
    }
  }
}
