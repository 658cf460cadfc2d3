package org.livingevidence.drugs.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;
import org.livingevidence.drugs.SharedData;
import org.livingevidence.drugs.label.LabelRecords;

/// Codes of drugs and of their products, and what biological products with a suffix are.
@DrugServiceTest
class CodesTest {
  @Test
  void anRxCuiOnALabelIsOfTheProductAndTheSubstancesIsToldByItsUnii() {
    // Given a drug that a label brings
    label("codamab", "CODAMAB", "BLA960001", 1, Map.of());
    awaitDrug("codamab");
    // When
    var before = codes("codamab");
    // Then
    assertThat(before.getString("items.find { it.system == 'UNII' }.code")).isEqualTo("CODAMAB000");
    assertThat(before.getString("items.find { it.system == 'UNII' }.source.setId"))
        .isEqualTo(setId(1));
    assertThat(before.getList("items.findAll { it.of == 'product' }.code"))
        .containsExactly("960101", "960102");
    assertThat(before.getString("items.find { it.of == 'product' }.source.applications[0]"))
        .isEqualTo("BLA960001");
    assertThat(before.getList("items.findAll { it.state == 'not-stated' }.system"))
        .containsExactly("RxCUI", "ATC");
    // When
    var table =
        Imported.file(
            "rxnorm_id\tfdasrs_id\n960001\tCODAMAB000\n960002\tAMBIGUUS00\n960003\tAMBIGUUS00\nno row\tX\n"
                .getBytes(UTF_8),
            "name=unii.tsv");
    // Then
    assertThat(table.getString("kind")).isEqualTo("rxnorm-by-unii");
    assertThat(table.getInt("counts.rejected")).isEqualTo(1);
    var after = codes("codamab");
    String told = "items.find { it.system == 'RxCUI' && it.of == 'substance' }";
    assertThat(after.getString(told + ".code")).isEqualTo("960001");
    assertThat(after.getString(told + ".source.register")).isEqualTo("RxNorm concepts by UNII");
    assertThat(after.getString(told + ".source.unii")).isEqualTo("CODAMAB000");
    assertThat(after.getList("items.findAll { it.state == 'not-stated' }.system"))
        .containsExactly("ATC");
    // When a person has entered another, and a substance has two
    enter("codaxol", "CODAMAB000", "960009");
    enter("codabiguus", "AMBIGUUS00", null);
    // Then
    assertThat(
            codes("codaxol")
                .getList("items.findAll { it.system == 'RxCUI' && it.of == 'substance' }.code"))
        .containsExactly("960009", "960001");
    assertThat(codes("codaxol").getString("items.find { it.differsFrom != null }.code"))
        .isEqualTo("960001");
    assertThat(codes("codabiguus").getList("items.find { it.state == 'ambiguous' }.candidates"))
        .containsExactly("960002", "960003");
  }

  @Test
  void aSuffixAloneTellsNothingAndALabelTellsOfItsOwnProduct() {
    // Given
    label("suffimab", "SUFFIMAB-AAAA", "BLA960011", 11, Map.of());
    label(
        "suffimab",
        "SUFFIMAB-BBBB",
        "BLA960012",
        12,
        Map.of(
            "spl_unclassified_section",
            "SUFFIMAB-BBBB (suffimab-bbbb) is biosimilar* to ORIGINA (suffimab). Nothing more."));
    label(
        "suffimab",
        "SUFFIMAB-CCCC",
        "BLA960013",
        13,
        Map.of(
            "spl_unclassified_section",
            "Suffimab-cccc is interchangeable with ORIGINA (suffimab)."
                + " ORIGINA is biosimilar to nothing."));
    label(
        "suffimab",
        "SUFFIMAB-DDDD",
        "BLA960014",
        14,
        Map.of(
            "warnings",
            "Units of suffimab-dddd are not interchangeable with others. RIVALA is biosimilar to"
                + " ORIGINA."));
    label("suffimab", "SUFFIMAB", "BLA960015", 15, Map.of());
    awaitDrug("suffimab");
    // When
    var found = As.reader().get("/api/v1/drugs/suffimab/applications").jsonPath();
    // Then
    assertThat(found.getList("items.number")).hasSize(5);
    assertThat(found.getString(of("BLA960011") + ".standing")).isEqualTo("not-stated");
    assertThat(found.getString(of("BLA960011") + ".name")).isEqualTo("suffimab-aaaa");
    assertThat(found.getString(of("BLA960012") + ".standing")).isEqualTo("biosimilar");
    assertThat(found.getString(of("BLA960012") + ".source.sentence"))
        .isEqualTo("SUFFIMAB-BBBB (suffimab-bbbb) is biosimilar* to ORIGINA (suffimab).");
    assertThat(found.getString(of("BLA960012") + ".source.setId")).isEqualTo(setId(12));
    assertThat(found.getString(of("BLA960013") + ".standing")).isEqualTo("interchangeable");
    assertThat(found.getString(of("BLA960014") + ".standing")).isEqualTo("not-stated");
    assertThat(found.getString(of("BLA960015"))).isNull();
  }

  @Test
  void theRealTableAndLabelsTellOfRealDrugs() throws IOException {
    var table =
        Imported.file(
            Files.readAllBytes(SharedData.folder("drug-ref").resolve("rxcui-unii-map.tsv")),
            "name=rxcui-unii-map.tsv");
    assertThat(table.getString("state")).as(table.prettify()).isEqualTo("finished");
    assertThat(table.getInt("counts.created")).isEqualTo(9_543);
    try (var file =
        new GZIPInputStream(
            Files.newInputStream(
                SharedData.folder("openfda-label").resolve("BLA761097.json.gz")))) {
      Imported.file(file.readAllBytes(), "kind=openfda-label");
    }
    awaitDrug("cemiplimab");
    var applications = As.reader().get("/api/v1/drugs/cemiplimab/applications").jsonPath();
    assertThat(applications.getString(of("BLA761097") + ".name")).isEqualTo("cemiplimab-rwlc");
    assertThat(applications.getString(of("BLA761097") + ".standing")).isEqualTo("not-stated");
  }

  private static String of(String number) {
    return "items.find { it.number == '" + number + "' }?.suffixed";
  }

  private static JsonPath codes(String drug) {
    return As.reader()
        .get("/api/v1/drugs/" + drug + "/codes")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static void enter(String name, String unii, @Nullable String rxcui) {
    As.curator()
        .body(
            "{\"name\": \"%s\", \"identifiers\": {\"unii\": \"%s\"%s}}"
                .formatted(name, unii, rxcui == null ? "" : ", \"rxcui\": \"" + rxcui + "\""))
        .put("/api/v1/drugs/" + name)
        .then()
        .statusCode(201);
  }

  private static void awaitDrug(String id) {
    await()
        .atMost(90, TimeUnit.SECONDS)
        .untilAsserted(
            () -> assertThat(As.reader().get("/api/v1/drugs/" + id).statusCode()).isEqualTo(200));
  }

  private static String setId(int n) {
    return "0f000000-0000-4000-8000-0000000096%02d".formatted(n);
  }

  private static void label(
      String substance, String generic, String application, int n, Map<String, String> fields) {
    var label = LabelRecords.openFda(setId(n), 1, "20230101", fields);
    label.putArray("indications_and_usage").add("Nothing is said of any use.");
    var known = (ObjectNode) label.get("openfda");
    String upper = substance.toUpperCase(Locale.ROOT);
    known.putArray("brand_name").add(generic);
    known.putArray("generic_name").add(generic);
    known.putArray("substance_name").add(upper);
    known.putArray("unii").add((upper + "000000").substring(0, 10));
    known.putArray("application_number").add(application);
    known.putArray("rxcui").add("9601%02d".formatted(n)).add("9601%02d".formatted(n + 1));
    var ended =
        Imported.file(LabelRecords.answer("2023-01-02", List.of(label)), "kind=openfda-label");
    assertThat(ended.getString("state")).isEqualTo("finished");
  }
}
