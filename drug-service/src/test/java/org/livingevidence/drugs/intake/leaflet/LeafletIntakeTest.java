package org.livingevidence.drugs.intake.leaflet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.SharedData;
import org.livingevidence.drugs.intake.file.Limits;
import org.livingevidence.drugs.intake.file.Sunk;
import org.livingevidence.drugs.label.LabelKind;
import org.livingevidence.drugs.label.LabelWriter;
import org.livingevidence.imports.ImportHead;

class LeafletIntakeTest {
  private static final String LEAFLET =
      """
      Instance: composition-en-1
      InstanceOf: CompositionUvEpi
      * identifier.value = "EU/1/99/001/001"
      * subject = Reference(mp1)
      * date = "2022-02-16T13:28:17Z"
      * title = "TEST PURPOSES ONLY - testa"
      * language = #en
      * section[+].
        * title = "B. Package Leaflet"
        * text.div = \"""<div xmlns='http://www.w3.org/1999/xhtml'>unavailable</div>\"""
        * emptyReason = #unavailable
      * section[=].section[+]
        * title = "1. What testa is and what it is used for"
        * text.div = \"""<div xmlns='http://www.w3.org/1999/xhtml'><p onclick="x">For gout.
      The active substance is testamab.</p><ul><li>a &lt;b&gt;</li></ul></div>\"""
      * section[=].section[+]
        * title = "2. Before"
        * text.div = \"""<div>not closed <p>words\"""

      Instance: mp1
      InstanceOf: MedicinalProductDefinitionUvEpi
      * name
        * productName = "Testa 1 mg tablets"
      """;

  private static final String FORM =
      """
      {"productInformation": [
        {"authorisation": "EU/1/99/001", "document": "smpc", "date": "2023-05-11", "name": "Testa",
         "substances": ["testamab"],
         "sections": [{"number": "4", "title": "Clinical particulars", "sections": [
           {"number": "4.1", "title": "Therapeutic indications", "text": "For gout.\\nIn adults."},
           {"number": "4.3", "title": "Contraindications", "html": "<p>None<script>x</script>"}]}]},
        {"authorisation": "EU/1/99/001", "document": "poster", "date": "2023-05-11", "name": "x"}
      ]}
      """;

  private static final LeafletIntake INTAKE = leaflets();

  @SuppressWarnings("NullAway") // reading needs no writer
  private static LeafletIntake leaflets() {
    LabelWriter none = null;
    return new LeafletIntake(none, Limits.USUAL);
  }

  @SuppressWarnings("NullAway") // reading needs no writer
  private static ProductInformationIntake forms() {
    LabelWriter none = null;
    return new ProductInformationIntake(none, Limits.USUAL);
  }

  @Test
  void aLeafletGoesUnderItsAuthorisationAndDate() throws Exception {
    byte[] file = LEAFLET.getBytes(UTF_8);

    var leaflet = Sunk.read(INTAKE, file).only();

    assertThat(INTAKE.recognises(new ImportHead("a.fsh", file))).isTrue();
    assertThat(leaflet.setId()).isEqualTo("eu-1-99-001-leaflet-en");
    assertThat(leaflet.version()).isEqualTo(20220216);
    assertThat(leaflet.kind()).isEqualTo(LabelKind.PACKAGE_LEAFLET);
    assertThat(leaflet.kind().weaker()).isTrue();
    assertThat(leaflet.jurisdiction()).isEqualTo("EU");
    assertThat(leaflet.name()).isEqualTo("Testa");
    assertThat(leaflet.title()).isEqualTo("Testa 1 mg tablets");
    assertThat(leaflet.identifiers().substances()).containsExactly("testamab");
    assertThat(leaflet.sections()).hasSize(1);
    assertThat(leaflet.sections().getFirst().body().isEmpty()).isTrue();
    var first = leaflet.of("leaflet-1").getFirst();
    assertThat(first.body().text())
        .isEqualTo("For gout. The active substance is testamab.\n• a <b>");
    assertThat(first.body().html())
        .isEqualTo(
            "<p>For gout. The active substance is testamab.</p><ul><li>a &lt;b&gt;</li></ul>");
    assertThat(leaflet.of("leaflet-2").getFirst().body().text()).isEqualTo("not closed words");
  }

  @Test
  void everyRealLeafletIsRead() throws Exception {
    var file = SharedData.folder("ema-leaflets").resolve("ema-package-leaflets-fhir-fsh.tar.gz");
    try (var in = SharedData.open(file)) {
      var sunk = Sunk.read(INTAKE, in.readAllBytes());

      // 161 leaflets in English, 159 of them in Danish and 74 in Portuguese too.
      assertThat(sunk.reasons).isEmpty();
      assertThat(sunk.labels).hasSize(394);
      assertThat(sunk.labels)
          .allSatisfy(each -> assertThat(each.label().of("leaflet-1")).hasSize(1));
      var kineret =
          sunk.labels.stream()
              .filter(each -> each.label().setId().equals("eu-1-02-203-leaflet-en"))
              .findFirst()
              .orElseThrow()
              .label();
      assertThat(kineret.identifiers().substances()).containsExactly("anakinra");
    }
  }

  @Test
  void theFormOfProductInformationIsRead() throws Exception {
    var sunk = Sunk.read(forms(), FORM.getBytes(UTF_8));

    var smpc = sunk.only();
    assertThat(smpc.setId()).isEqualTo("eu-1-99-001-smpc-en");
    assertThat(smpc.version()).isEqualTo(20230511);
    assertThat(smpc.kind()).isEqualTo(LabelKind.PRODUCT_INFORMATION);
    assertThat(smpc.of("smpc-4.1").getFirst().body().text()).isEqualTo("For gout.\nIn adults.");
    assertThat(smpc.of("smpc-4.3").getFirst().body().html()).doesNotContain("script");
    assertThat(sunk.reasons).hasSize(1);
    assertThat(sunk.reasons.getFirst()).contains("line 7", "smpc or leaflet");
  }

  @Test
  void damagedFilesNeverFailInAnyOtherWay() throws IOException {
    var random = new Random(20261122);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = (i % 2 == 0 ? LEAFLET : FORM).getBytes(UTF_8);
      for (int k = 0; k <= random.nextInt(4); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      String unused = Sunk.rejection(i % 2 == 0 ? INTAKE : forms(), damaged);
    }
  }
}
