package org.livingevidence.drugs.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;
import org.livingevidence.drugs.TopicPublisher;

@DrugServiceTest
class IntroductionTest {
  private static final TopicPublisher TOPICS = new TopicPublisher();

  @BeforeAll
  static void aCondition() {
    TOPICS.changed(1, TopicPublisher.condition("D950001", "Amber Fever"));
  }

  @AfterAll
  static void close() {
    TOPICS.close();
  }

  @Test
  void aLabelBringsTheDrugThatNobodyEnteredAndTakesItAlong() {
    // When
    String imported = label("ambermab", 1);
    // Then
    eventually(
        () -> {
          var drug = drug("ambermab");
          assertThat(drug.getString("name")).isEqualTo("ambermab");
          assertThat(drug.getString("source.kind")).isEqualTo("label");
          assertThat(drug.getString("source.setId")).isEqualTo(setId(1));
          assertThat(drug.getString("identifiers.unii")).isEqualTo("AMBERMAB00");
          assertThat(drug.getString("indications[0].condition.id")).isEqualTo("D950001");
          assertThat(drug.getString("indications[0].reading.review")).isEqualTo("unreviewed");
        });
    // When
    var undone =
        Imported.ended(
            As.with("importer")
                .post("/api/v1/imports/" + imported + "/undoing")
                .then()
                .statusCode(202)
                .extract()
                .header("Location"));
    // Then
    assertThat(undone.getInt("counts.deleted")).isEqualTo(1);
    eventually(() -> assertThat(status("ambermab")).isEqualTo(404));
  }

  @Test
  void whatAPersonEntersIsThePersonsAndStays() {
    // Given
    label("ambersol", 2);
    eventually(() -> assertThat(status("ambersol")).isEqualTo(200));
    // When it is sent back as it is
    eventually(() -> assertThat(drug("ambersol").getList("indications")).hasSize(1));
    String before = As.reader().get("/api/v1/drugs/ambersol").asString();
    As.curator().body(before).put("/api/v1/drugs/ambersol").then().statusCode(200);
    // Then
    assertThat(As.reader().get("/api/v1/drugs/ambersol").asString()).isEqualTo(before);
    // When a person changes it
    As.curator()
        .body("{\"name\": \"ambersol\", \"brands\": [\"Amberix\"]}")
        .put("/api/v1/drugs/ambersol")
        .then()
        .statusCode(200);
    // Then it is the person's, and what is read in the label stands beside
    assertThat(drug("ambersol").getString("source.kind")).isEqualTo("curated");
    assertThat(drug("ambersol").getList("brands")).containsExactly("Amberix");
    assertThat(drug("ambersol").getList("indications")).hasSize(1);
    label("ambersol", 2, 2);
    eventually(
        () ->
            assertThat(drug("ambersol").getString("indications[0].source.version")).isEqualTo("2"));
    assertThat(drug("ambersol").getList("brands")).containsExactly("Amberix");
  }

  @Test
  void aDrugThatAPersonDeletedDoesNotComeBack() {
    // Given
    label("amberidine", 3);
    eventually(() -> assertThat(status("amberidine")).isEqualTo(200));
    // When
    As.curator().delete("/api/v1/drugs/amberidine").then().statusCode(204);
    label("amberidine", 3, 2);
    label("ambertail", 4);
    // Then
    eventually(() -> assertThat(status("ambertail")).isEqualTo(200));
    assertThat(status("amberidine")).isEqualTo(404);
  }

  @Test
  void aDrugThatIsEnteredUnderAnotherIdIsNotBroughtAgain() {
    // Given
    As.curator()
        .body("{\"name\": \"amberol acid\", \"synonyms\": [\"amberol\"]}")
        .put("/api/v1/drugs/amberol-acid")
        .then()
        .statusCode(201);
    // When
    label("amberol", 5);
    // Then
    eventually(() -> assertThat(drug("amberol-acid").getList("indications")).hasSize(1));
    assertThat(status("amberol")).isEqualTo(404);
  }

  @Test
  void aCombinationIsADrugByItself() {
    // When
    label("amberone and lithosene", 6);
    // Then
    eventually(
        () -> {
          var drug = drug("amberone-and-lithosene");
          assertThat(drug.getString("name")).isEqualTo("amberone and lithosene");
          assertThat(drug.getList("indications")).hasSize(1);
        });
    assertThat(status("amberone")).isEqualTo(404);
    assertThat(status("lithosene")).isEqualTo(404);
  }

  private static String label(String drug, int n) {
    return label(drug, n, 1);
  }

  private static String label(String drug, int n, int version) {
    return ReadingTest.label(
        drug,
        setId(n),
        version,
        Character.toUpperCase(drug.charAt(0))
            + drug.substring(1)
            + " is indicated for the treatment of amber fever.");
  }

  private static String setId(int n) {
    return "0f000000-0000-4000-8000-0000000001%02d".formatted(n);
  }

  private static JsonPath drug(String id) {
    return As.reader().get("/api/v1/drugs/" + id).then().statusCode(200).extract().jsonPath();
  }

  private static int status(String id) {
    return As.reader().get("/api/v1/drugs/" + id).statusCode();
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(90, TimeUnit.SECONDS).untilAsserted(holds);
  }
}
