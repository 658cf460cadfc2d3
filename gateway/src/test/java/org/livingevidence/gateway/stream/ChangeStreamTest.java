package org.livingevidence.gateway.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.gateway.stream.SseClient.Event;
import org.livingevidence.teststack.TestTokens;

@GatewayTest
class ChangeStreamTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Events events = new Events();
  @TestHTTPResource URI gateway;
  @Inject DataSource dataSource;
  @Inject ChangeHub hub;
  private String id = "";

  @BeforeEach
  void aCondition() {
    id = "D" + Events.unique();
    read(events.condition(id, "Streaming Disease " + id, "C" + Events.unique()))
        .get("/api/v1/conditions/" + id)
        .then()
        .statusCode(200);
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void tellsAConditionsChangesAsTheyAreCommitted() throws IOException {
    try (SseClient client = open("/conditions/" + id + "/changes", Map.of())) {
      await().atMost(SOON).until(() -> client.comments() > 0);

      String written = cite(1);
      read(written).get("/api/v1/conditions/" + id).then().statusCode(200);

      await().atMost(SOON).untilAsserted(() -> assertThat(client.events()).hasSize(1));
      Event event = client.events().getFirst();
      assertThat(event.kind()).isEqualTo("evidence");
      assertThat(event.data().path("position").asLong()).isEqualTo(event.id());
      assertThat(event.data().path("conditions").toString()).contains(id);
      assertThat(event.data().path("cause").path("subject").asText()).contains("pmid:1");
    }
  }

  @Test
  void tellsAConditionOfChangesThatComeThroughANarrowerOne() throws IOException {
    String child = "D" + Events.unique();
    String tree = "C" + Events.unique();
    events.condition(id, "Streaming Disease " + id, tree);
    read(events.condition(child, "Child of " + id, tree + ".5"))
        .get("/api/v1/conditions/" + child)
        .then()
        .statusCode(200);
    try (SseClient client = open("/conditions/" + id + "/changes", Map.of())) {
      await().atMost(SOON).until(() -> client.comments() > 0);

      events.citation("77" + child.substring(1), "Of the child", 2020, child);

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(client.events())
                      .anySatisfy(
                          event ->
                              assertThat(event.data().path("cause").path("subject").asText())
                                  .isEqualTo("pmid:77" + child.substring(1))));
    }
  }

  @Test
  void resumesWithoutGapOrRepeat() throws IOException {
    // Given a client that has seen some changes and went away
    long seen;
    try (SseClient client = open("/conditions/" + id + "/changes?since=0", Map.of())) {
      cite(1);
      cite(2);
      await().atMost(SOON).untilAsserted(() -> assertThat(client.events()).hasSize(3));
      seen = client.events().get(1).id();
    }
    for (int i = 3; i <= 20; i++) {
      cite(i);
    }

    // When it comes back while more is being written
    try (SseClient client =
        open("/conditions/" + id + "/changes?since=1", Map.of("Last-Event-ID", "" + seen))) {
      for (int i = 21; i <= 40; i++) {
        cite(i);
      }

      // Then
      await().atMost(SOON).untilAsserted(() -> assertThat(client.events()).hasSize(39));
      List<Long> ids = client.events().stream().map(Event::id).toList();
      assertThat(ids).doesNotHaveDuplicates().isSorted();
      assertThat(ids.getFirst()).isGreaterThan(seen);
      assertThat(client.events().stream().map(e -> e.data().path("cause").path("subject").asText()))
          .contains(pmid(2), pmid(3), pmid(20), pmid(21), pmid(40));
    }
  }

  @Test
  void pagesOfJsonSayTheSameAsTheStream() throws IOException {
    cite(1);
    String written = cite(2);
    try (SseClient client = open("/conditions/" + id + "/changes?since=0", Map.of())) {
      await().atMost(SOON).untilAsserted(() -> assertThat(client.events()).hasSize(3));

      String next =
          read(written)
              .get("/api/v1/conditions/" + id + "/changes?since=0&limit=2")
              .then()
              .statusCode(200)
              .body("total", equalTo(3))
              .body("items.size()", equalTo(2))
              .body("items[1].position", equalTo((int) client.events().get(1).id()))
              .extract()
              .path("next");
      reader()
          .get("/api/v1/conditions/" + id + "/changes?since=" + next)
          .then()
          .body("items.size()", equalTo(1))
          .body("items[0].position", equalTo((int) client.events().get(2).id()));
    }
  }

  @Test
  void tellsAReaderOfWhatHasBeenPrunedToBeginAgain() throws IOException, SQLException {
    read(cite(1)).get("/api/v1/conditions/" + id).then().statusCode(200);
    long horizon = prune();
    hub.restart(hub.position()); // as after a start: nothing recent in memory

    try (SseClient client =
        open("/changes", Map.of("Last-Event-ID", Long.toString(Math.max(1, horizon - 1))))) {
      await().atMost(SOON).untilAsserted(() -> assertThat(client.events()).isNotEmpty());
      Event reset = client.events().getFirst();
      assertThat(reset.kind()).isEqualTo("reset");
      assertThat(reset.data().path("oldest").asLong()).isEqualTo(horizon + 1);
      assertThat(reset.id()).isGreaterThanOrEqualTo(horizon);

      cite(2);

      await().atMost(SOON).untilAsserted(() -> assertThat(client.events()).hasSizeGreaterThan(1));
    }
    reader()
        .get("/api/v1/changes?since=1")
        .then()
        .statusCode(410)
        .body("oldest", equalTo((int) (horizon + 1)));
    reader().get("/api/v1/changes?since=0").then().statusCode(200);
  }

  @Test
  void evictsAClientThatDoesNotReadAndLeavesTheOthersAlone() throws IOException {
    try (SseClient slow =
            SseClient.open(
                gateway.getPort(), "/api/v1/conditions/" + id + "/changes", Map.of(), false);
        SseClient quick = open("/conditions/" + id + "/changes", Map.of())) {
      await().atMost(SOON).until(() -> hub.clients() >= 2);
      int clients = hub.clients();

      // When more is published than the slow one's socket and queue can hold, at the quick one's
      // pace
      String padding = "x".repeat(60_000);
      for (int i = 1; i <= 400; i++) {
        hub.publish(List.of(change(i, padding)), hub.position() + 1);
        int sent = i;
        if (i % 20 == 0) {
          await().atMost(SOON).until(() -> quick.events().size() >= sent);
        }
      }

      await().atMost(SOON).until(() -> hub.clients() < clients);
      slow.readNow();
      await().atMost(SOON).until(slow::ended);
      assertThat(slow.events().size()).isLessThan(400);
      assertThat(quick.ended()).isFalse();
      assertThat(quick.events()).hasSize(400);
    }
  }

  @Test
  void answersAPositionOfTheFutureByComeBack() throws IOException {
    try (SseClient client = open("/changes", Map.of("Last-Event-ID", "900000000000"))) {
      await().atMost(SOON).until(() -> client.status() == 503);
    }
    reader()
        .get("/api/v1/changes?since=900000000000")
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("1"));
    reader().get("/api/v1/changes?since=-1").then().statusCode(400);
  }

  @Test
  void sendsASynonymsStreamElsewhereAndRefusesTheUnknown() throws IOException {
    reader()
        .header("Accept", "text/event-stream")
        .get("/api/v1/conditions/no-such-thing/changes")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("no-such-thing"));
    given().header("Accept", "text/event-stream").get("/api/v1/changes").then().statusCode(401);
  }

  private org.livingevidence.gateway.change.ChangeRow change(long step, String padding) {
    return new org.livingevidence.gateway.change.ChangeRow(
        hub.position() + 1,
        java.time.Instant.EPOCH,
        org.livingevidence.gateway.change.ChangeKind.EVIDENCE,
        List.of(),
        events.json("{\"step\":" + step + ",\"padding\":\"" + padding + "\"}"),
        List.of(id));
  }

  /// Prunes the whole feed as its retention does; the horizon.
  private long prune() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          with gone as (delete from change returning position),
               entries as (delete from change_condition where position in (select position from gone))
          update change_horizon set position = (select max(position) from gone)
          """);
      try (var row = statement.executeQuery("select position from change_horizon")) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private String cite(int number) {
    return events.citation(pmid(number).substring(5), "Title " + number, 2020, id);
  }

  private String pmid(int number) {
    return "pmid:" + number + "0" + id.substring(1);
  }

  private SseClient open(String path, Map<String, String> headers) throws IOException {
    return SseClient.open(gateway.getPort(), "/api/v1" + path, headers, true);
  }

  private static RequestSpecification reader() {
    return given().header("Authorization", "Bearer " + TestTokens.token("anna", "reader"));
  }

  private static RequestSpecification read(String written) {
    return reader().header("Evidence-Version", written);
  }
}
