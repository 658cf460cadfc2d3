package org.livingevidence.drugs.monograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.teststack.Contracts;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TopicReader;

/// Monographs by REST and by import, to their log and to what their drugs say of them.
@DrugServiceTest
class MonographResourceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/v1/monographs/";

  @Inject DataSource database;

  private static String form(String lead, String... drugs) {
    return """
        {"title": "How it works", "drugs": ["%s"], "lead": "%s", "quickSummary": "In short.",
         "sections": [{"heading": "How", "paragraphs": [{"text": "So.", "references": [1]}]}],
         "references": [{"number": 1, "kind": "label", "title": "The label", "setId": "abc"}]}
        """
        .formatted(String.join("\", \"", drugs), lead);
  }

  private static void drug(String id) {
    As.curator().body("{\"name\": \"" + id + "\"}").put("/api/v1/drugs/" + id);
  }

  private long version(String type, String id) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select version from outbox_aggregate where type = ? and id = ?")) {
      statement.setString(1, type);
      statement.setString(2, id);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private static List<ConsumerRecord<String, byte[]>> events(String id) {
    return TopicReader.readAll(TestStack.get().bootstrapServers(), "living-evidence.monographs")
        .stream()
        .filter(record -> record.key().equals(id))
        .toList();
  }

  @Test
  void aMonographIsCreatedReadReplacedAndDeletedAndItsDrugSaysSo() {
    drug("monographed");
    As.curator()
        .body(form("First.", "monographed"))
        .put(PATH + "about-monographed")
        .then()
        .statusCode(201)
        .header("Location", PATH + "about-monographed")
        .header(
            "Evidence-Version",
            matchesPattern(
                "living-evidence\\.monograph\\.changed\\.v1/about-monographed/\\d+ "
                    + "living-evidence\\.drug\\.changed\\.v1/monographed/\\d+"))
        .body("readingMinutes", equalTo(1));
    As.reader()
        .get("/api/v1/drugs/monographed")
        .then()
        .body("monograph.id", equalTo("about-monographed"))
        .body("monograph.title", equalTo("How it works"))
        .body("monograph.lead", equalTo("First."))
        .body("monograph.summary", equalTo("In short."));

    var read = As.reader().get(PATH + "about-monographed");
    String etag = read.header("ETag");
    As.reader()
        .header("If-None-Match", etag)
        .get(PATH + "about-monographed")
        .then()
        .statusCode(304);
    As.curator()
        .header("If-Match", etag)
        .body(read.asString().replace("First.", "Second."))
        .put(PATH + "about-monographed")
        .then()
        .statusCode(200)
        .body("lead", equalTo("Second."));
    As.curator()
        .header("If-Match", etag)
        .body(form("Third.", "monographed"))
        .put(PATH + "about-monographed")
        .then()
        .statusCode(412);
    As.reader().get("/api/v1/drugs/monographed").then().body("monograph.lead", equalTo("Second."));

    As.curator().delete(PATH + "about-monographed").then().statusCode(204);
    As.reader().get(PATH + "about-monographed").then().statusCode(404);
    As.reader().get("/api/v1/drugs/monographed").then().body("$", not(hasKey("monograph")));
  }

  @Test
  void aDrugTakesTheMonographOverWhenItComesAndWhenItIsSentBack() {
    As.curator().body(form("Early.", "latecomer")).put(PATH + "before-latecomer");
    drug("latecomer");

    String drug =
        As.reader()
            .get("/api/v1/drugs/latecomer")
            .then()
            .body("monograph.id", equalTo("before-latecomer"))
            .extract()
            .asString();
    String etag = As.reader().get("/api/v1/drugs/latecomer").header("ETag");
    As.curator()
        .body(drug)
        .put("/api/v1/drugs/latecomer")
        .then()
        .statusCode(200)
        .header("ETag", etag)
        .body("monograph.lead", equalTo("Early."));
    As.curator()
        .body("{\"name\": \"latecomer\", \"monograph\": {\"summary\": \"Another truth.\"}}")
        .put("/api/v1/drugs/latecomer")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("monograph"));
  }

  @Test
  void theMonographAboutTheFewestDrugsSpeaksForADrug() {
    drug("several-one");
    drug("several-two");
    As.curator().body(form("Both.", "several-one", "several-two")).put(PATH + "a-both");
    As.curator().body(form("One.", "several-one")).put(PATH + "b-one");

    As.reader().get("/api/v1/drugs/several-one").then().body("monograph.id", equalTo("b-one"));
    As.reader().get("/api/v1/drugs/several-two").then().body("monograph.id", equalTo("a-both"));
    As.curator().body(form("One.", "several-two")).put(PATH + "b-one").then().statusCode(200);
    As.reader().get("/api/v1/drugs/several-one").then().body("monograph.id", equalTo("a-both"));
    As.reader()
        .get("/api/v1/monographs?drug=several-two")
        .then()
        .body("items.id", hasItems("a-both", "b-one"))
        .body("total", equalTo(2))
        .body("items[0]", not(hasKey("sections")));
    String next =
        As.reader()
            .get("/api/v1/monographs?drug=several-two&limit=1")
            .then()
            .body("items.id", equalTo(List.of("a-both")))
            .extract()
            .path("next");
    As.reader()
        .get("/api/v1/monographs?drug=several-two&limit=1&cursor=" + next)
        .then()
        .body("items.id", equalTo(List.of("b-one")))
        .body("next", equalTo(null));
  }

  @Test
  void writingTheSameAgainEmitsNothing() throws SQLException {
    drug("unmoved");
    As.curator().body(form("Same.", "unmoved")).put(PATH + "same").then().statusCode(201);
    long version = version("monograph", "same");
    long drugVersion = version("drug", "unmoved");

    As.curator().body(form("Same.", "unmoved")).put(PATH + "same").then().statusCode(200);
    As.curator()
        .body(form("Same.", "unmoved").replace("\"So.\"", "\"Thus.\""))
        .put(PATH + "same")
        .then()
        .statusCode(200);

    assertThat(version("monograph", "same")).isEqualTo(version + 1);
    assertThat(version("drug", "unmoved")).as("its lead is the same").isEqualTo(drugVersion);
  }

  @Test
  void whatIsWrongIsAnsweredWithItsPath() {
    As.curator()
        .body(form("x", "y").replace("[1]", "[1, 9]"))
        .put(PATH + "wrong")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("sections[0].paragraphs[0].references[1]"))
        .body("detail", containsString("names reference 9"));
    As.curator()
        .body(form("x", "y").replace("{\"title\"", "{\"id\": \"twice-there\", \"title\""))
        .post("/api/v1/monographs")
        .then()
        .statusCode(201);
    As.curator()
        .body(form("x", "y").replace("{\"title\"", "{\"id\": \"twice-there\", \"title\""))
        .post("/api/v1/monographs")
        .then()
        .statusCode(409);
  }

  @Test
  void aFileBringsDrugsAndMonographsOnceAndEventsKeepTheContract() throws IOException {
    String file =
        "{\"drugs\": [{\"name\": \"Filedrug\", \"brands\": [\"F\"]}], \"monographs\": ["
            + form("Filed.", "filedrug").replace("{\"title\"", "{\"id\": \"filed\", \"title\"")
            + ", "
            + form("x", "filedrug").replace("[1]", "[2]")
            + "]}";
    assertThat(counts(file)).contains("created:2", "rejected:1");
    As.reader().get("/api/v1/drugs/filedrug").then().body("monograph.id", equalTo("filed"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events("filed")).hasSize(1));
    var event = events("filed").getFirst();
    JsonNode data = JSON.readTree(event.value());
    assertThat(Contracts.violations("monograph.v1.schema.json", data)).isEmpty();
    assertThat(EventHeaders.parse(event.headers()).dataSchema())
        .isEqualTo("living-evidence:monograph.v1.r2");
    assertThat(data.path("sections").path(0).path("paragraphs").path(0).path("text").asText())
        .isEqualTo("So.");

    assertThat(counts(file)).contains("unchanged:2");
    As.curator().body(form("Witness.", "filedrug")).put(PATH + "witness").then().statusCode(201);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events("witness")).hasSize(1));
    assertThat(events("filed")).hasSize(1);

    As.curator().delete(PATH + "witness").then().statusCode(204);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events("witness")).hasSizeGreaterThanOrEqualTo(3));
    assertThat(events("witness").getLast().value()).as("a tombstone").isNull();
  }

  private static List<String> counts(String file) {
    String location =
        As.with("importer")
            .contentType("application/octet-stream")
            .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/api/v1/imports?kind=drug-form")
            .then()
            .statusCode(202)
            .extract()
            .header("Location");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(As.with("importer").get(location).jsonPath().getString("state"))
                    .isEqualTo("finished"));
    return As.with("importer")
        .get(location)
        .jsonPath()
        .<String, Object>getMap("counts")
        .entrySet()
        .stream()
        .map(count -> count.getKey() + ":" + count.getValue())
        .toList();
  }
}
