package org.livingevidence.outbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.LocalStackResource;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TestTokens;
import org.livingevidence.teststack.TopicReader;

/// The outbox as a service sees it: I1, I12, I21. The poll is an hour away, so that whatever is
/// published was woken by its commit.
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.GLOBAL)
class OutboxInServiceTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  @Inject ThingsBean things;
  @Inject Outbox outbox;

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(TestTokens.token("olga", role)).contentType(ContentType.JSON);
  }

  private static List<String> published(String id) {
    return TopicReader.readAll(TestStack.get().bootstrapServers(), ThingsBean.TOPIC).stream()
        .filter(record -> record.key().equals(id))
        .map(record -> EventHeaders.parse(record.headers()).id().toString())
        .toList();
  }

  @Test
  void aCommitWakesTheRelay() throws Exception {
    EventId event = things.put("woken", "x");

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(published("woken")).containsExactly(event.toString()));
    given().get("/q/health/group/relay").then().statusCode(200);
    as("operator")
        .get("/api/v1/outbox")
        .then()
        .statusCode(200)
        .body("relay.here", equalTo(true))
        .body("interactive.rows", equalTo(0));
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("living_evidence_outbox_backlog{lane=\"interactive\"}"))
        .body(containsString("living_evidence_outbox_oldest_age_seconds{lane=\"bulk\"}"))
        .body(containsString("living_evidence_outbox_published_total{type=\"thing\"}"));
  }

  @Test
  void whatIsOwnedIsToldByVersionAndContentAsItWasPublished() throws Exception {
    EventId event = things.put("told", "x");
    await().atMost(LONG).untilAsserted(() -> assertThat(published("told")).isNotEmpty());
    String hash =
        TopicReader.readAll(TestStack.get().bootstrapServers(), ThingsBean.TOPIC).stream()
            .filter(record -> record.key().equals("told"))
            .map(record -> EventHeaders.parse(record.headers()).contentHash())
            .toList()
            .getLast();

    as("operator")
        .get("/api/v1/outbox/content?type=thing&id=told&id=nobody")
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of("told")))
        .body("items[0].version", equalTo(event.version()))
        .body("items[0].hash", equalTo(hash))
        .body("items[0].deleted", equalTo(false));
    as("operator")
        .get("/api/v1/outbox/content?type=thing&limit=1")
        .then()
        .body("items.size()", equalTo(1))
        .body("next", org.hamcrest.Matchers.notNullValue());
    as("operator").get("/api/v1/outbox/content?type=nothing").then().statusCode(422);
    as("curator").get("/api/v1/outbox/content?type=thing").then().statusCode(403);
  }

  @Test
  void aStateThatCannotBeReadIsToldAsSuchAndTheOthersAreRead() throws Exception {
    things.put("readable-1", "x");
    things.put("readable-2", ThingSource.UNREADABLE);
    things.put("readable-3", "x");
    try {
      as("operator")
          .get("/api/v1/outbox/content?type=thing&id=readable-1&id=readable-2&id=readable-3")
          .then()
          .statusCode(200)
          .body("items.id", equalTo(List.of("readable-1", "readable-2", "readable-3")))
          .body("items[0].hash", org.hamcrest.Matchers.notNullValue())
          .body("items[1].hash", org.hamcrest.Matchers.nullValue())
          .body("items[2].hash", org.hamcrest.Matchers.notNullValue());
    } finally {
      things.put("readable-2", "mended");
    }
  }

  @Test
  void aFailedTransactionLeavesNothing() throws Exception {
    assertThatIllegalStateException().isThrownBy(() -> things.putAndFail("refused"));

    EventId event = things.put("refused", "first");

    assertThat(event.version() & 0xffff).isEqualTo(1);
  }

  @Test
  void nothingIsAppendedOutsideATransaction() {
    assertThatExceptionOfType(TransactionalException.class)
        .isThrownBy(() -> outbox.lock("thing", "a"));
    LockedAggregate ended = things.lockOnly("a");
    assertThatIllegalStateException()
        .isThrownBy(() -> ended.changed(List.of(), Lane.BULK))
        .withMessageContaining("has ended");
  }

  @Test
  void anOperatorHasEverythingEmittedAgainAndIsTheOnlyOneWhoMay() throws Exception {
    EventId event = things.put("again", "x");
    await().atMost(LONG).untilAsserted(() -> assertThat(published("again")).hasSize(1));

    as("curator").body("{}").post("/api/v1/outbox/re-emissions").then().statusCode(403);
    as("operator")
        .body("{\"type\": \"nothing\"}")
        .post("/api/v1/outbox/re-emissions")
        .then()
        .statusCode(422)
        .body("detail", containsString("thing"));
    as("operator")
        .body("{\"type\": \"thing\"}")
        .post("/api/v1/outbox/re-emissions")
        .then()
        .statusCode(202);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(published("again")).containsExactly(event.toString(), event.toString()));
  }

  @Test
  void aBlockedAggregateIsShownAndRetried() throws Exception {
    things.put("bad/one", ThingSource.UNREADABLE);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                as("operator")
                    .get("/api/v1/outbox")
                    .then()
                    .body("blocked.id", hasItem("bad/one"))
                    .body("blocked.reason", hasItem(containsString("cannot be read"))));
    things.mend("bad/one", "mended");

    as("operator").post("/api/v1/outbox/blocked/thing/bad/one/retry").then().statusCode(200);

    await().atMost(LONG).untilAsserted(() -> assertThat(published("bad/one")).hasSize(1));
    as("operator").post("/api/v1/outbox/blocked/thing/bad/one/retry").then().statusCode(404);
  }
}
