package org.livingevidence.gateway.projection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

/// A gateway reads what owners of other versions send: fields that it does not know, anywhere in
/// the data, and fields that are missing and need not be there, are no reason to set a record aside
/// (I18).
@GatewayTest
class MixedVersionsTest {
  private final Events events = new Events();

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void fieldsOfALaterVersionAreNoHindrance() {
    String topic = "D" + Events.unique();
    events.condition(topic, "Mixed " + topic, "C" + Events.unique());
    String pmid = Long.toString(Events.unique());
    ObjectNode later = events.article(pmid, "Of a later version", 2031, topic, "current");
    later.put("fieldOfALaterVersion", 7).putArray("listOfALaterVersion").addObject().put("a", 1);
    later.withObject("journal").put("partOfALaterVersion", "x");
    ((ObjectNode) later.path("headings").get(0)).putObject("objectOfALaterVersion").put("b", true);

    String written = events.send("citation", later);

    reader()
        .header("Evidence-Version", written)
        .get("/api/v1/conditions/" + topic)
        .then()
        .statusCode(200)
        .body("publications.total", equalTo(1))
        .body("publications.top[0].citation.id", equalTo("pmid:" + pmid));
  }

  @Test
  void whatSchemasRequireIsEnough() {
    String topic = "D" + Events.unique();
    events.send(
        "topic",
        events.json(
            """
            {"id": "%1$s", "scheme": "mesh", "kind": "descriptor", "name": "Bare %1$s",
             "condition": true, "source": {"kind": "mesh"}}
            """
                .formatted(topic)));
    String citation = "pmid:" + Events.unique();
    String cited =
        events.send(
            "citation",
            events.json(
                """
                {"id": "%s", "state": "current", "kind": "article", "source": {"kind": "pubmed"},
                 "headings": [{"id": "%s", "name": "x"}]}
                """
                    .formatted(citation, topic)));
    String drug = "bare-" + Events.unique();
    String indicated =
        events.send(
            "drug",
            events.json(
                """
                {"id": "%1$s", "name": "%1$s", "source": {"kind": "curated"}, "indications": [
                  {"id": "%1$s-1", "condition": {"id": "%2$s", "name": "x"},
                   "jurisdiction": "US", "status": "approved"}]}
                """
                    .formatted(drug, topic)));

    reader()
        .header("Evidence-Version", cited)
        .get("/api/v1/conditions/" + topic)
        .then()
        .statusCode(200)
        .body("condition.name", equalTo("Bare " + topic))
        .body("publications.total", equalTo(1))
        .body("publications.top[0].citation.id", equalTo(citation));
    reader()
        .header("Evidence-Version", indicated)
        .get("/api/v1/conditions/" + topic)
        .then()
        .statusCode(200)
        .body("drugs[0].drug.id", equalTo(drug))
        .body("drugs[0].indications[0].status", equalTo("approved"));
  }

  private static RequestSpecification reader() {
    return given().auth().oauth2(TestTokens.token("someone", "reader"));
  }
}
