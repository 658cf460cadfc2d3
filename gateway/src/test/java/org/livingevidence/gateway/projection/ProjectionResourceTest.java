package org.livingevidence.gateway.projection;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

/// What operators see of the projection and ask of it.
@GatewayTest
class ProjectionResourceTest {
  private static final String PATH = "/api/v1/projection";

  private final Events events = new Events();

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void tellsHowTheProjectionStands() {
    String id = "D" + Events.unique();
    String written = events.condition(id, "Watched " + id, "C" + Events.unique());
    as("reader").header("Evidence-Version", written).get("/api/v1/conditions/" + id);

    as("operator")
        .get(PATH)
        .then()
        .statusCode(200)
        .body("leading", equalTo(true))
        .body("epoch", greaterThan(0))
        .body("position", greaterThan(0))
        .body("offsets", hasSize(12))
        .body("lag", notNullValue())
        .body("deadLetters", notNullValue());
  }

  @Test
  void onlyOperatorsMaySeeOrAsk() {
    as("curator").get(PATH).then().statusCode(403);
    as("curator")
        .contentType(ContentType.JSON)
        .body("{}")
        .post(PATH + "/rebuilds")
        .then()
        .statusCode(403);
    as("importer").post(PATH + "/dead-letters/1/redrive").then().statusCode(403);
  }

  @Test
  void anOperatorsRebuildIsAcceptedAndDone() {
    as("operator")
        .contentType(ContentType.JSON)
        .body("{\"reason\": \"to see it done\", \"force\": true}")
        .post(PATH + "/rebuilds")
        .then()
        .statusCode(202)
        .body("reason", equalTo("to see it done"));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                as("operator")
                    .get(PATH)
                    .then()
                    .body("rebuilds.state", hasItem("switched"))
                    .body("generation", greaterThan(1)));
    as("reader").get("/api/v1/conditions").then().statusCode(200);
  }

  @Test
  void redrivingWhatIsNotThereIsAProblem() {
    as("operator")
        .post(PATH + "/dead-letters/999999/redrive")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    as("operator").get(PATH + "/dead-letters?limit=0").then().statusCode(400);
  }

  private static RequestSpecification as(String role) {
    return given().header("Authorization", "Bearer " + TestTokens.token("anna", role));
  }
}
