package org.livingevidence.drugs.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;
import org.livingevidence.drugs.TopicPublisher;

@DrugServiceTest
class ReadingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TopicPublisher TOPICS = new TopicPublisher();

  @BeforeAll
  static void someConditions() {
    TOPICS.changed(1, TopicPublisher.condition("D910001", "Velar Fever", "velar fevers"));
    TOPICS.changed(1, TopicPublisher.condition("D910002", "Brass Lung"));
    TOPICS.changed(1, TopicPublisher.condition("D910003", "Porcelain Ague"));
  }

  @AfterAll
  static void close() {
    TOPICS.close();
  }

  @Test
  void aDrugStatesWhatItsLabelSaysAndFollowsItsNextVersion() {
    // Given
    String drug = drug("velarumab");
    // When
    label(
        drug,
        "0f000000-0000-4000-8000-000000000001",
        1,
        "Velarumab is indicated for the treatment of velar fever in adults.");
    // Then
    JsonNode read = indication(drug, "D910001");
    assertThat(read.path("method").asText()).isEqualTo("label");
    assertThat(read.path("status").asText()).isEqualTo("approved");
    assertThat(read.path("reading").path("review").asText()).isEqualTo("unreviewed");
    assertThat(read.path("source").path("sentence").asText())
        .isEqualTo("Velarumab is indicated for the treatment of velar fever in adults.");
    // When
    label(
        drug,
        "0f000000-0000-4000-8000-000000000001",
        2,
        "Velarumab is indicated for the treatment of brass lung in adults.");
    // Then
    assertThat(indication(drug, "D910002").path("source").path("version").asText()).isEqualTo("2");
    awaitIndications(drug, all -> none(all, "D910001"));
  }

  @Test
  void aLabelThatCameBeforeItsDrugIsReadForItWhenItComes() {
    // Given
    label(
        "porcelimab",
        "0f000000-0000-4000-8000-000000000002",
        1,
        "Porcelimab is indicated for the treatment of porcelain ague.");
    // When
    String drug = drug("porcelimab");
    // Then
    assertThat(indication(drug, "D910003").has("reading")).isTrue();
  }

  @Test
  void whatWasReadGoesWithTheImportThatIsTakenBack() {
    // Given
    String drug = drug("takebackumab");
    String sentence = "Takebackumab is indicated for the treatment of brass lung.";
    String imported = label(drug, "0f000000-0000-4000-8000-000000000009", 1, sentence);
    assertThat(indication(drug, "D910002").has("reading")).isTrue();
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
    awaitIndications(drug, all -> none(all, "D910002"));
  }

  @Test
  void aRejectionOutlivesAnotherImportOfTheSame() {
    // Given
    String drug = drug("brassinib");
    String sentence = "Brassinib is indicated for the treatment of brass lung.";
    String setId = "0f000000-0000-4000-8000-000000000003";
    label(drug, setId, 1, sentence);
    String id = indication(drug, "D910002").path("id").asText();
    // When
    decide(drug, id, "rejected");
    // Then
    awaitIndications(drug, all -> none(all, "D910002"));
    // When the next version says the same
    label(drug, setId, 2, sentence);
    await()
        .untilAsserted(
            () ->
                assertThat(reading(drug, id).at("/indication/source/version").asText())
                    .isEqualTo("2"));
    // Then
    assertThat(reading(drug, id).path("standing").asText()).isEqualTo("rejected");
    assertThat(none(indications(drug), "D910002")).isTrue();
    // When it is taken back
    decide(drug, id, "undecided");
    // Then
    assertThat(indication(drug, "D910002").has("reading")).isTrue();
  }

  @Test
  void aConfirmationIsShownAndAuditedAndAPersonsWordReplacesTheReading() {
    // Given
    String drug = drug("feverol");
    label(
        drug,
        "0f000000-0000-4000-8000-000000000004",
        1,
        "Feverol is indicated for the treatment of velar fever.");
    JsonNode read = indication(drug, "D910001");
    String id = read.path("id").asText();
    // When
    decide(drug, id, "confirmed");
    // Then
    assertThat(indication(drug, "D910001").at("/reading/review").asText()).isEqualTo("confirmed");
    // When a curator corrects it
    ObjectNode corrected = read.deepCopy();
    corrected.put("intent", "prevention");
    As.curator()
        .body(corrected.toString())
        .put("/api/v1/drugs/" + drug + "/indications/" + id)
        .then()
        .statusCode(200);
    // Then
    JsonNode now = indication(drug, "D910001");
    assertThat(now.path("intent").asText()).isEqualTo("prevention");
    assertThat(now.has("reading")).isFalse();
    assertThat(indications(drug)).hasSize(1);
    assertThat(reading(drug, id).path("standing").asText()).isEqualTo("corrected");
  }

  @Test
  void whatWasReadIsNotDeletedButRejected() {
    // Given
    String drug = drug("lungisol");
    label(
        drug,
        "0f000000-0000-4000-8000-000000000005",
        1,
        "Lungisol is indicated for the treatment of brass lung.");
    String id = indication(drug, "D910002").path("id").asText();
    // When, then
    As.curator()
        .delete("/api/v1/drugs/" + drug + "/indications/" + id)
        .then()
        .statusCode(409)
        .contentType("application/problem+json");
    As.curator()
        .body("{\"decision\": \"perhaps\"}")
        .put("/api/v1/drugs/" + drug + "/readings/" + id)
        .then()
        .statusCode(400);
    As.curator()
        .body("{\"decision\": \"rejected\"}")
        .put("/api/v1/drugs/" + drug + "/readings/not-there")
        .then()
        .statusCode(404);
  }

  @Test
  void aDrugThatIsSentBackAsItWasReadStaysTheSame() {
    // Given
    String drug = drug("agueban");
    label(
        drug,
        "0f000000-0000-4000-8000-000000000006",
        1,
        "Agueban is indicated for the treatment of porcelain ague.");
    indication(drug, "D910003");
    String before = As.reader().get("/api/v1/drugs/" + drug).asString();
    // When
    As.curator().body(before).put("/api/v1/drugs/" + drug).then().statusCode(200);
    // Then
    assertThat(As.reader().get("/api/v1/drugs/" + drug).asString()).isEqualTo(before);
  }

  /// Entered by a curator, whether or not a label has brought it.
  static String drug(String name) {
    ObjectNode form = JSON.createObjectNode().put("name", name);
    assertThat(As.curator().body(form.toString()).put("/api/v1/drugs/" + name).statusCode())
        .isIn(200, 201);
    return name;
  }

  /// @return the id of the import
  static String label(String drug, String setId, int version, String indications) {
    ObjectNode label =
        JSON.createObjectNode()
            .put("set_id", setId)
            .put("id", setId.replace("0f", "1f") + version)
            .put("version", Integer.toString(version))
            .put("effective_time", "2020010" + version);
    label.putArray("indications_and_usage").add("1 INDICATIONS AND USAGE " + indications);
    ObjectNode known = label.putObject("openfda");
    known.putArray("generic_name").add(drug.toUpperCase(java.util.Locale.ROOT));
    ArrayNode substances = known.putArray("substance_name");
    for (String substance : drug.toUpperCase(java.util.Locale.ROOT).split(" AND ")) {
      substances.add(substance);
    }
    known
        .putArray("unii")
        .add((drug.toUpperCase(java.util.Locale.ROOT) + "000000").substring(0, 10));
    known.putArray("application_number").add("BLA900001");
    known.putArray("spl_set_id").add(setId);
    ObjectNode file = JSON.createObjectNode();
    file.putArray("results").add(label);
    var ended = Imported.file(file.toString().getBytes(UTF_8), "kind=openfda-label");
    assertThat(ended.getString("state")).isEqualTo("finished");
    return ended.getString("id");
  }

  private static void decide(String drug, String id, String decision) {
    As.curator()
        .body("{\"decision\": \"" + decision + "\", \"why\": \"compared\"}")
        .put("/api/v1/drugs/" + drug + "/readings/" + id)
        .then()
        .statusCode(200);
  }

  private static JsonNode reading(String drug, String id) {
    for (JsonNode each : items("/api/v1/drugs/" + drug + "/readings")) {
      if (each.path("id").asText().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("no reading " + id);
  }

  private static JsonNode indication(String drug, String condition) {
    awaitIndications(drug, all -> !none(all, condition));
    return indications(drug).stream()
        .filter(one -> one.at("/condition/id").asText().equals(condition))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitIndications(String drug, Predicate<List<JsonNode>> holds) {
    await()
        .atMost(90, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              List<JsonNode> all = indications(drug);
              assertThat(holds.test(all)).as(all.toString()).isTrue();
            });
  }

  private static boolean none(List<JsonNode> indications, String condition) {
    return indications.stream()
        .noneMatch(one -> one.at("/condition/id").asText().equals(condition));
  }

  private static List<JsonNode> indications(String drug) {
    return items("/api/v1/drugs/" + drug + "/indications");
  }

  private static List<JsonNode> items(String path) {
    try {
      List<JsonNode> items = new ArrayList<>();
      JSON.readTree(As.reader().get(path).asString()).path("items").forEach(items::add);
      return items;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
