package org.livingevidence.drugs.intake.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.teststack.Contracts;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TopicReader;

/// Files of the drug form through the import's REST operation to the drugs' log.
@DrugServiceTest
class DrugFormImportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FILE =
      """
      name: Importamab
      brands: [Importa]
      indications:
        - condition: {name: Rheumatoid arthritis}
          jurisdiction: US
          status: approved
          population: {ageMin: {value: 18, unit: a}}
          source: {kind: label, sentence: "Importa is indicated for …"}
      ---
      - name: Importinib
      - name: Importogene
        colour: blue
      - name: Importazole
        restrictions:
          - against: {kind: condition, name: Asthma}
            force: contraindicated
            jurisdiction: EU
            source: {kind: product-information, sentence: Must not be used.}
      """;

  private static JsonPath importFile(byte[] file, String query) {
    String location =
        As.with("importer")
            .contentType("application/octet-stream")
            .body(file)
            .post("/api/v1/imports?" + query)
            .then()
            .statusCode(202)
            .extract()
            .header("Location");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(As.with("importer").get(location).jsonPath().getString("state"))
                    .isIn("finished", "failed"));
    return As.with("importer").get(location).jsonPath();
  }

  private static List<ConsumerRecord<String, byte[]>> events(String prefix) {
    return TopicReader.readAll(TestStack.get().bootstrapServers(), "living-evidence.drugs").stream()
        .filter(record -> record.key().startsWith(prefix))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void aFileIsRecognisedAppliedOnceAndPublishedByContract() throws IOException {
    var first = importFile(bytes(FILE), "name=seed.yaml");

    assertThat(first.getString("kind")).isEqualTo("drug-form");
    assertThat(first.getInt("counts.created")).isEqualTo(3);
    assertThat(first.getInt("counts.rejected")).isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events("import")).hasSizeGreaterThanOrEqualTo(3));
    for (var event : events("import")) {
      JsonNode data = JSON.readTree(event.value());
      assertThat(Contracts.violations("drug.v1.schema.json", data)).isEmpty();
      assertThat(Contracts.violations("event-headers.v1.schema.json", headers(event))).isEmpty();
      assertThat(EventHeaders.parse(event.headers()).subject()).isEqualTo(event.key());
    }
    int published = events("import").size();

    var second = importFile(gzip(bytes(FILE)), "name=seed.yaml.gz");
    As.curator().body("{\"name\":\"Importwitness\"}").post("/api/v1/drugs").then().statusCode(201);

    assertThat(second.getInt("counts.unchanged")).isEqualTo(3);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events("importwitness")).hasSize(1));
    assertThat(events("import")).hasSize(published + 1);
  }

  @Test
  void aTruncatedOrMalformedFileFailsWithItsPlace() throws IOException {
    var malformed = importFile(bytes("{\"name\": \"Brokenmab\"}\n{\"name\": "), "kind=drug-form");
    byte[] whole = gzip(bytes("[" + "{\"name\": \"Cutmab\"},".repeat(5000) + "{}]"));
    var truncated =
        importFile(Arrays.copyOf(whole, whole.length / 2), "kind=drug-form&name=cut.json.gz");

    assertThat(malformed.getString("state")).isEqualTo("failed");
    assertThat(malformed.getString("problem.detail")).contains("not well-formed");
    assertThat(malformed.getInt("problem.line")).isEqualTo(2);
    assertThat(truncated.getString("state")).isEqualTo("failed");
  }

  @Test
  void aFileOfNoKnownKindIsRefused() {
    As.with("importer")
        .contentType("application/octet-stream")
        .body(bytes("<?xml version=\"1.0\"?><PubmedArticleSet/>"))
        .post("/api/v1/imports")
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(415, 422))
        .contentType("application/problem+json");
  }

  private static JsonNode headers(ConsumerRecord<String, byte[]> event) {
    var headers = JSON.createObjectNode();
    event
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}
