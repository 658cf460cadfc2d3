package org.livingevidence.drugs.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.livingevidence.drugs.label.LabelRecords.answer;
import static org.livingevidence.drugs.label.LabelRecords.openFda;
import static org.livingevidence.drugs.label.LabelRecords.section;
import static org.livingevidence.drugs.label.LabelRecords.spl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;
import org.livingevidence.teststack.Contracts;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TopicReader;

/// Labels from their import through the REST interface to their log.
@DrugServiceTest
class LabelResourceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static JsonPath importVersion(
      String setId, int version, String effective, Map<String, String> fields) {
    var label = openFda(setId, version, effective, fields);
    var ended =
        Imported.file(answer("2026-01-0" + version, List.of(label)), "name=" + version + ".json");
    assertThat(ended.getString("kind")).isEqualTo("openfda-label");
    assertThat(ended.getString("state")).isEqualTo("finished");
    return ended;
  }

  private static JsonPath get(String path, Object... values) {
    return As.reader()
        .get("/api/v1/labels" + path, values)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<ConsumerRecord<String, byte[]>> events(String setId) {
    return TopicReader.readAll(TestStack.get().bootstrapServers(), "living-evidence.labels")
        .stream()
        .filter(record -> record.key().equals(setId))
        .toList();
  }

  private static String header(ConsumerRecord<String, byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void eventsFollowTheContractAndNameTheSectionsThatChanged() throws IOException {
    String setId = newId();
    Map<String, String> first = Map.of("indications_and_usage", "For gout.", "overdosage", "None.");
    importVersion(setId, 1, "20200101", first);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events(setId)).hasSize(1));
    importVersion(
        setId,
        2,
        "20210101",
        Map.of(
            "indications_and_usage",
            "For gout and more.",
            "overdosage",
            "None.",
            "boxed_warning",
            "WARNING: BEWARE"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events(setId)).hasSize(2));

    for (var event : events(setId)) {
      JsonNode data = JSON.readTree(event.value());
      assertThat(Contracts.violations("label.v1.schema.json", data)).isEmpty();
    }
    var second = events(setId).getLast();
    assertThat(header(second, "ce_type")).isEqualTo("living-evidence.label.changed.v1");
    assertThat(header(second, "ce_changedpaths").split(","))
        .contains("/sections/34067-9", "/sections/34066-1", "/boxedWarning", "/version")
        .doesNotContain("/sections/34088-5", "/sections");
    JsonNode data = JSON.readTree(second.value());
    assertThat(data.at("/boxedWarning/text").asText()).isEqualTo("WARNING: BEWARE");
    assertThat(data.at("/indications/text").asText()).isEqualTo("For gout and more.");

    importVersion(setId, 1, "20200101", first);
    String witness = newId();
    importVersion(witness, 1, "20200101", first);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events(witness)).hasSize(1));
    assertThat(events(setId)).hasSize(2);
  }

  @Test
  void whatIsAbsentAndWhatIsNotHeldAreDifferentAnswers() {
    String setId = newId();
    importVersion(setId, 1, "20200101", Map.of("indications_and_usage", "For gout."));

    var present = get("/{id}/versions/1/sections/34067-9", setId);
    var none = get("/{id}/versions/current/sections/34066-1", setId);
    var untold = get("/{id}/versions/1/sections/77290-5", setId);

    assertThat(present.getString("standing")).isEqualTo("present");
    assertThat(present.getString("sections[0].text")).isEqualTo("For gout.");
    assertThat(none.getString("standing")).isEqualTo("none-in-this-version");
    assertThat(untold.getString("standing")).isEqualTo("not-told-by-source");
    for (String path : List.of("/{id}", "/{id}/versions", "/{id}/versions/1/sections/34067-9")) {
      var problem = As.reader().get("/api/v1/labels" + path, newId()).then().statusCode(404);
      assertThat(problem.extract().jsonPath().getString("type")).endsWith("label-not-held");
    }
    var version = As.reader().get("/api/v1/labels/{id}/versions/2", setId).then().statusCode(404);
    assertThat(version.extract().jsonPath().getString("type")).endsWith("label-version-not-held");
    assertThat(version.extract().jsonPath().getList("versions")).containsExactly(1);
  }

  @Test
  void aLabelIsOfTheDrugsThatItsCodesAndNamesTellWhicheverCameFirst() {
    String setId = newId();
    var label = openFda(setId, 1, "20200101", Map.of("indications_and_usage", "For gout."));
    var openfda = label.withObject("/openfda");
    openfda.putArray("unii").add("LINKED0001");
    openfda.putArray("substance_name").add("LINKINIB HYDROCHLORIDE");
    openfda.putArray("generic_name").add("LINKOMAB-ABCD");
    Imported.file(answer("2026-01-01", List.of(label)), "name=linked.json");
    assertThat(get("/{id}", setId).getList("drugs")).isEmpty();

    for (String drug :
        List.of(
            "{\"name\": \"Linkamide\", \"identifiers\": {\"unii\": \"LINKED0001\"}}",
            "{\"name\": \"Linkinib\"}",
            "{\"name\": \"Linkomab\"}",
            "{\"name\": \"Linkother\"}")) {
      As.curator().body(drug).post("/api/v1/drugs").then().statusCode(201);
    }

    assertThat(get("/{id}", setId).getList("drugs.id"))
        .containsExactly("linkamide", "linkinib", "linkomab");
    assertThat(get("/{id}", setId).getList("drugs.toldBy")).containsExactly("unii", "name", "name");
    assertThat(get("?drug=linkinib").getList("items.id")).containsExactly(setId);
    assertThat(get("?drug=linkother").getInt("total")).isZero();
  }

  @Test
  void labelsAreListedByWordsJurisdictionAndConfirmation() {
    String setId = newId();
    var label = openFda(setId, 1, "20200101", Map.of("indications_and_usage", "For gout."));
    label.withObject("/openfda").putArray("brand_name").add("Zzyxal Forte");
    label.withObject("/openfda").putArray("product_ndc").add("9999-1234");
    Imported.file(answer("2026-01-01", List.of(label)), "name=listed.json");

    assertThat(get("?q=zzyx").getList("items.id")).containsExactly(setId);
    assertThat(get("?q=9999-1234 forte").getList("items.id")).containsExactly(setId);
    assertThat(get("?q=zzyxal&jurisdiction=EU").getInt("total")).isZero();
    assertThat(get("?q=zzyxal&unconfirmedSince=2020-01-01").getInt("total")).isZero();
    assertThat(get("?q=zzyxal&unconfirmedSince=2999-01-01").getInt("total")).isEqualTo(1);
    assertThat(get("?limit=1").getString("next")).isNotNull();
    assertThat(get("?q=zzyxal").getMap("items[0]")).doesNotContainKeys("sections", "versions");
    for (String wrong :
        List.of("?limit=0", "?jurisdiction=us", "?q=!", "?cursor=%20", "?drug=A B")) {
      As.reader().get("/api/v1/labels" + wrong).then().statusCode(400);
    }
  }

  @Test
  void twoVersionsAreComparedSectionBySection() {
    String setId = newId();
    String old = section("34067-9", "1 USES", "<paragraph>For gout.</paragraph>", "");
    String more = section("34066-1", "WARNING", "<paragraph>Beware.</paragraph>", "");
    Imported.file(spl(setId, 1, "20200101", old), "name=1.xml");
    Imported.file(
        spl(setId, 2, "20210101", more + old.replace("gout", "gout in adults")), "name=2.xml");

    var diff = get("/{id}/versions/1/diff?to=2", setId);

    assertThat(diff.getString("boxedWarning")).isEqualTo("added");
    assertThat(diff.getBoolean("sameForm")).isTrue();
    assertThat(diff.getList("changes.effect")).containsExactly("added", "changed");
    assertThat(diff.getList("changes[1].words.op")).containsExactly("equal", "insert", "equal");
    assertThat(diff.getString("changes[1].words[1].text")).isEqualTo("in adults");
    assertThat(get("/{id}/versions/2/diff?to=1", setId).getString("boxedWarning"))
        .isEqualTo("removed");
    assertThat(get("/{id}/versions/1/diff?to=1", setId).getList("changes")).isEmpty();
    assertThat(get("/{id}/versions", setId).getList("items.current")).containsExactly(true, false);
    String etag = As.reader().get("/api/v1/labels/{id}", setId).header("ETag");
    As.reader()
        .header("If-None-Match", etag)
        .get("/api/v1/labels/{id}", setId)
        .then()
        .statusCode(304);
  }
}
