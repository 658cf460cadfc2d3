package org.livingevidence.drugs.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;
import org.livingevidence.drugs.SharedData;

@DrugServiceTest
class RegistersTest {
  @Test
  void applicationsAreToldWithTheirProductsApprovalsAndRelease() {
    // Given
    drug("registrol");
    // When
    var imported =
        Imported.file(tables("2020-05-01", "Registrol One", "Discontinued"), "name=a.zip");
    // Then
    assertThat(imported.getString("kind")).isEqualTo("drugs-at-fda");
    assertThat(imported.getInt("counts.rejected")).isEqualTo(1);
    var found = applications("registrol");
    assertThat(found.getString("register")).isEqualTo("Drugs@FDA");
    assertThat(found.getList("items.number")).containsExactly("NDA900101", "ANDA900102");
    assertThat(found.getString("items[0].approved")).isEqualTo("2001-02-03");
    assertThat(found.getString("items[0].approvalClass")).isEqualTo("New Molecular Entity");
    assertThat(found.getList("items[0].supplements.approved")).containsExactly("2005-06-07");
    assertThat(found.getString("items[0].products[0].name")).isEqualTo("REGISTROL ONE");
    assertThat(found.getString("items[0].products[0].marketing")).isEqualTo("Discontinued");
    assertThat(found.getString("items[0].source.release")).isEqualTo("2020-05-01");
    assertThat(found.getBoolean("items[0].combination")).isFalse();
  }

  @Test
  void theNewestReleaseSpeaksInWhateverOrderReleasesComeAndAnImportCanBeTakenBack() {
    // Given
    drug("registrine");
    var newer = Imported.file(tables("2021-05-01", "Registrine New", "Prescription"), "name=b.zip");
    // When
    var older = Imported.file(tables("2019-05-01", "Registrine Old", "Prescription"), "name=c.zip");
    // Then
    assertThat(older.getInt("counts.updated")).isEqualTo(2);
    assertThat(product("registrine")).isEqualTo("REGISTRINE NEW");
    // When
    takeBack(newer.getString("id"));
    // Then
    assertThat(product("registrine")).isEqualTo("REGISTRINE OLD");
    // When
    takeBack(older.getString("id"));
    // Then
    assertThat(applications("registrine").getList("items")).isEmpty();
  }

  @Test
  void anImportThatOnlyConfirmsIsTakenBackWithItsConfirmation() {
    // Given
    drug("registridine");
    byte[] same = tables("2020-05-01", "Registridine One", "Prescription");
    var first = Imported.file(same, "name=e.zip");
    var second = Imported.file(same, "name=f.zip");
    assertThat(second.getInt("counts.unchanged")).isEqualTo(2);
    assertThat(applications("registridine").getString("items[0].source.importId"))
        .isEqualTo(second.getString("id"));
    // When
    takeBack(second.getString("id"));
    // Then
    assertThat(applications("registridine").getString("items[0].source.importId"))
        .isEqualTo(first.getString("id"));
    // When
    Imported.file(same, "name=g.zip");
    takeBack(first.getString("id"));
    // Then what another import confirmed stays
    assertThat(product("registridine")).isEqualTo("REGISTRIDINE ONE");
  }

  @Test
  void aZipWithoutTheTablesIsRefusedByName() {
    var ended =
        Imported.file(
            zip(Map.of("Applications.txt", "ApplNo\tApplType\tSponsorName\n")), "name=d.zip");
    assertThat(ended.getString("state")).isEqualTo("failed");
    assertThat(ended.prettify()).contains("Products.txt");
  }

  @Test
  void theRealTablesAndListTellOfTheInterleukinOneDrugs() throws IOException {
    for (String name : new String[] {"anakinra", "canakinumab", "rilonacept"}) {
      drug(name);
    }
    var tables =
        Imported.file(
            Files.readAllBytes(SharedData.folder("drug-ref").resolve("drugsatfda-2019-07-02.zip")),
            "name=drugsatfda.zip");
    assertThat(tables.getString("state")).as(tables.prettify()).isEqualTo("finished");
    assertThat(tables.getInt("counts.created")).isEqualTo(23_267);
    var orphan =
        Imported.file(
            Files.readAllBytes(
                SharedData.folder("indications").resolve("fda_orphan_drug_reference.json.gz")),
            "name=orphan.json.gz");
    assertThat(orphan.getString("state")).as(orphan.prettify()).isEqualTo("finished");

    var kineret = applications("anakinra");
    assertThat(kineret.getList("items.number")).contains("BLA103950");
    assertThat(kineret.getString("items.find { it.number == 'BLA103950' }.approved"))
        .isEqualTo("2001-11-14");
    assertThat(applications("canakinumab").getString("items[0].approved")).isEqualTo("2009-06-17");
    assertThat(applications("rilonacept").getString("items[0].approved")).isEqualTo("2008-02-27");

    assertThat(
            As.reader()
                .get("/api/v1/drugs/anakinra/designations")
                .jsonPath()
                .getList("items.designated"))
        .containsExactly("2010-08-19", "2015-09-15");
    var designations =
        As.reader()
            .get("/api/v1/drugs/rilonacept/designations")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(designations.getList("items")).hasSize(4);
    assertThat(
            designations.getList(
                "items.collectMany { it.approvals == null ? [] : it.approvals.approved }",
                String.class))
        .containsExactlyInAnyOrder("2008-02-27", "2020-12-18", "2021-03-18");
  }

  private static void drug(String name) {
    As.curator().body("{\"name\": \"" + name + "\"}").put("/api/v1/drugs/" + name);
  }

  private static JsonPath applications(String drug) {
    return As.reader()
        .get("/api/v1/drugs/" + drug + "/applications")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String product(String drug) {
    return applications(drug).getString("items[0].products[0].name");
  }

  private static void takeBack(String id) {
    var undone =
        Imported.ended(
            As.with("importer")
                .post("/api/v1/imports/" + id + "/undoing")
                .then()
                .statusCode(202)
                .extract()
                .header("Location"));
    assertThat(undone.getString("state")).isEqualTo("finished");
  }

  /// A release whose newest day is the given one; the ids of its applications follow from the
  /// name.
  private static byte[] tables(String newest, String product, String marketing) {
    String substance = product.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
    String base =
        switch (substance) {
          case "REGISTROL" -> "90010";
          case "REGISTRINE" -> "90020";
          default -> "90030";
        };
    Map<String, String> files = new TreeMap<>();
    files.put(
        "Applications.txt",
        "ApplNo\tApplType\tApplPublicNotes\tSponsorName\r\n"
            + base
            + "1\tNDA\t\tMaker\r\n"
            + base
            + "2\tANDA\t\tCopier\r\n");
    files.put(
        "MarketingStatus.txt", "MarketingStatusID\tApplNo\tProductNo\r\n3\t" + base + "1\t001\r\n");
    files.put(
        "MarketingStatus_Lookup.txt",
        "MarketingStatusID\tMarketingStatusDescription\r\n3\t" + marketing + "\r\n");
    files.put(
        "Products.txt",
        "ApplNo\tProductNo\tForm\tStrength\tReferenceDrug\tDrugName\tActiveIngredient\r\n"
            + base
            + "1\t001\tTABLET;ORAL\t5MG\t1\t"
            + product.toUpperCase(java.util.Locale.ROOT)
            + "\t"
            + substance
            + " HYDROCHLORIDE\r\n"
            + base
            + "2\t001\tTABLET;ORAL\t5MG\t0\t"
            + substance
            + "\t"
            + substance
            + "\r\n"
            + "no row\r\n");
    files.put(
        "SubmissionClass_Lookup.txt",
        "SubmissionClassCodeID\tSubmissionClassCode\tSubmissionClassCodeDescription\r\n"
            + "2\tEFFICACY\tEfficacy\r\n7\tTYPE 1\tNew Molecular Entity\r\n");
    files.put(
        "Submissions.txt",
        "ApplNo\tSubmissionClassCodeID\tSubmissionType\tSubmissionNo\tSubmissionStatus\t"
            + "SubmissionStatusDate\tSubmissionsPublicNotes\tReviewPriority\r\n"
            + base
            + "1\t7\tORIG\t1\tAP\t2001-02-03 00:00:00\t\tPRIORITY\r\n"
            + base
            + "1\t2\tSUPPL\t4\tAP\t2005-06-07 00:00:00\t\t\r\n"
            + base
            + "1\t3\tSUPPL\t5\tAP\t2006-06-07 00:00:00\t\t\r\n"
            + base
            + "2\t\tORIG\t1\tAP\t"
            + newest
            + " 00:00:00\t\t\r\n");
    return zip(files);
  }

  private static byte[] zip(Map<String, String> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
