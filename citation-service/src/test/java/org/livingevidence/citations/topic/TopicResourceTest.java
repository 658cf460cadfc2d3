package org.livingevidence.citations.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.InputStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.teststack.Contracts;

@QuarkusTest
class TopicResourceTest extends CitationServiceTest {
  private static final String PATH = "/api/v1/topics/";

  @Test
  void aConditionGetsANaturalNameAndAPageNameForEver() {
    String id = "D" + freshPmid();
    // When
    Response created =
        create(
            """
            {"id":"%s","scheme":"mesh","kind":"descriptor","name":"Fever, Imaginary %s",
             "treeNumbers":["C23.888.119"]}"""
                .formatted(id, id));
    // Then
    created
        .then()
        .statusCode(201)
        .body("naturalName", equalTo("Imaginary %s Fever".formatted(id)))
        .body("slug", equalTo("imaginary-%s-fever".formatted(id.toLowerCase(Locale.ROOT))))
        .body("condition", equalTo(true))
        .header("Evidence-Version", notNullValue());
    // When it is renamed
    String slug = created.path("slug");
    as("curator")
        .header("If-Match", created.header("ETag"))
        .body(
            """
            {"id":"%s","scheme":"mesh","kind":"descriptor","name":"Other Name","treeNumbers":["C23.888.119"]}"""
                .formatted(id))
        .put(PATH + id)
        .then()
        .statusCode(200)
        .body("slug", equalTo(slug));
    // When it is deleted and another comes by its name
    as("curator").delete(PATH + id).then().statusCode(204);
    String other = "C" + freshPmid();
    create(
            """
            {"id":"%s","scheme":"mesh","kind":"supplementary","name":"Imaginary %s fever","condition":true}"""
                .formatted(other, id))
        .then()
        .statusCode(201)
        .body("slug", equalTo(slug + "-" + other.toLowerCase(Locale.ROOT)));
  }

  @Test
  void parentsAreComputedFromTreeNumbersAndAssertionsInAnswersOnly() throws Exception {
    String above = "D" + freshPmid();
    String below = "D" + freshPmid();
    String concept = "C" + freshPmid();
    create(descriptor(above, "C99.001", "Above")).then().statusCode(201);
    create(descriptor(below, "C99.001.002", "Below")).then().statusCode(201);
    create(
            """
            {"id":"%s","scheme":"mesh","kind":"supplementary","name":"Concept %s","condition":true,
             "broader":["%s","D999999999"]}"""
                .formatted(concept, concept, below))
        .then()
        .statusCode(201)
        .body("parents", nullValue());
    as("reader").get(PATH + below).then().body("parents.id", contains(above));
    Response read = as("reader").get(PATH + concept);
    read.then().body("parents.id", contains(below)).body("broader", hasItem("D999999999"));
    // What was read can be written back, and is no edit.
    as("curator")
        .body(read.asString())
        .put(PATH + concept)
        .then()
        .statusCode(200)
        .header("ETag", read.header("ETag"));
    assertThat(count("select count(*) from topic where data -> 'parents' is not null")).isZero();
  }

  @Test
  void anUmbrellaIsNamedAfterItself() {
    String name = "Umbrella " + freshPmid();
    create(
            """
            {"scheme":"curated","kind":"umbrella","name":"%s","narrower":["D016706","C565798"]}"""
                .formatted(name))
        .then()
        .statusCode(201)
        .body("id", equalTo("LE:" + TopicNames.slug(name)))
        .body("condition", equalTo(true));
  }

  @Test
  void everythingThatIsWrongIsNamedByItsField() {
    create(
            """
            {"id":"Z1","scheme":"mesh","kind":"thing","name":"N","treeNumbers":["c1","C01.252"],
             "broader":["Z1"],"narrower":["D000001"],"mappings":[{"id":"MONDO:1","relation":"like"}],
             "pharmacologicalActions":[{"id":"D1"}],
             "condition":false,"slug":"mine"}""")
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            hasItems(
                "id",
                "kind",
                "treeNumbers[0]",
                "broader[0]",
                "narrower",
                "pharmacologicalActions[0].id",
                "pharmacologicalActions[0].name",
                "mappings[0].relation",
                "condition"));
    create("{\"scheme\":\"mesh\",\"kind\":\"descriptor\",\"name\":\"N\",\"ancestors\":[]}")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("ancestors"));
  }

  @Test
  void everyTopicOfTheSampleSetAndOfTheContractIsTaken() throws Exception {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = getClass().getResourceAsStream("/sample/topics.json")) {
      for (JsonNode topic : json.readTree(in)) {
        Response created = create(topic.toString());
        assertThat(created.statusCode()).as(created.asString()).isIn(201, 409);
        if (created.statusCode() == 201) {
          assertThat(
                  Contracts.violations("topic.v1.schema.json", json.readTree(created.asString())))
              .isEmpty();
        }
      }
    }
    try (InputStream in = getClass().getResourceAsStream("/sample/citations.json")) {
      for (JsonNode citation : json.readTree(in)) {
        Response created = as("curator").body(citation.toString()).post("/api/v1/citations");
        assertThat(created.statusCode()).as(created.asString()).isIn(201, 409);
        if (created.statusCode() == 201) {
          assertThat(
                  Contracts.violations(
                      "citation.v1.schema.json", json.readTree(created.asString())))
              .isEmpty();
        }
      }
    }
  }

  @Test
  void conditionsAreListedApart() {
    create(descriptor("D" + freshPmid(), "G07.100", "No condition")).then().statusCode(201);
    create(descriptor("D" + freshPmid(), "F03.900.100", "Condition")).then().statusCode(201);
    as("reader")
        .get("/api/v1/topics?condition=true&limit=200")
        .then()
        .statusCode(200)
        .body("items.condition", everyItem(equalTo(true)));
  }

  private static Response create(String body) {
    return as("curator").body(body).post("/api/v1/topics");
  }

  private static String descriptor(String id, String treeNumber, String name) {
    return """
        {"id":"%s","scheme":"mesh","kind":"descriptor","name":"%s %s","treeNumbers":["%s"]}"""
        .formatted(id, name, id, treeNumber);
  }
}
