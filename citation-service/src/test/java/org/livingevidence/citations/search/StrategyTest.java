package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.TestTokens;

@QuarkusTest
class StrategyTest extends Searches {
  private final String mark = "zq" + freshPmid();

  @Inject SearchIndex index;

  @Test
  void aRunNotesWhatItFoundAndWhatIsNewSinceTheLast() throws Exception {
    // Given
    cited(freshPmid());
    cited(freshPmid());
    String id = kept("First " + mark, mark + "[ti]");
    // When
    Response first = run(id);
    // Then
    first.then().statusCode(201).body("n", equalTo(1)).body("total", equalTo(2));
    assertThat(first.<Integer>path("new")).isEqualTo(2);
    assertThat(first.<String>path("translation")).isEqualTo("\"" + mark + "\"[Title]");
    // When one comes, one is edited, one goes
    String added = freshPmid();
    cited(added);
    Response second = run(id);
    // Then
    second.then().body("n", equalTo(2)).body("total", equalTo(3));
    assertThat(second.<Integer>path("new")).isEqualTo(1);
    JsonNode fresh = JSON.readTree(as("reader").get(second.header("Location")).asString());
    assertThat(fresh.path("total").asInt()).isEqualTo(1);
    assertThat(fresh.path("items").path(0).path("citation").path("id").asText())
        .isEqualTo("pmid:" + added);
    assertThat(run(id).<Integer>path("new")).isZero();
    as("reader")
        .get("/api/v1/strategies/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("First " + mark))
        .body("runs.n", equalTo(java.util.List.of(3, 2, 1)))
        .body("runs.total", equalTo(java.util.List.of(3, 3, 2)));
    as("reader").get("/api/v1/strategies").then().body("items.id", hasItem(id));
    assertThat(count("select count(*) from audit_log where aggregate_id = ?", id)).isEqualTo(4);
    as("reader").delete("/api/v1/strategies/" + id).then().statusCode(204);
    as("reader").get("/api/v1/strategies/" + id).then().statusCode(404);
  }

  @Test
  void nobodySeesAnothersStrategies() {
    String id = kept("Mine " + mark, "asthma");
    RequestSpecification another =
        io.restassured.RestAssured.given()
            .auth()
            .oauth2(TestTokens.token("another", "admin"))
            .contentType(ContentType.JSON);
    another.get("/api/v1/strategies/" + id).then().statusCode(404);
    another.post("/api/v1/strategies/" + id + "/runs").then().statusCode(404);
    another.delete("/api/v1/strategies/" + id).then().statusCode(404);
  }

  @Test
  void whatCannotBeKeptIsNamed() {
    as("reader").body("{}").post("/api/v1/strategies").then().statusCode(422);
    as("reader")
        .body("{\"name\":\"x\",\"query\":\"(asthma\"}")
        .post("/api/v1/strategies")
        .then()
        .statusCode(400)
        .body("position", equalTo(0));
    as("reader").get("/api/v1/strategies/nonsense").then().statusCode(404);
    String id = kept("x", "asthma");
    as("reader").get("/api/v1/strategies/" + id + "/runs/7/citations").then().statusCode(404);
  }

  @Test
  void aRunWaitsForWritesUnderWaySoThatTheNextMissesNone() throws Exception {
    // Given a write that has its number and is not committed
    try (Connection writer = dataSource.getConnection();
        Connection watcher = dataSource.getConnection();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      writer.setAutoCommit(false);
      long before = index.horizon();
      String id = "pmid:" + freshPmid();
      index.index(
          writer, java.util.Map.of(id, JSON.readTree("{\"title\":\"%s\"}".formatted(mark))));
      // When
      CompletableFuture<Long> horizon =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return index.horizon();
                } catch (java.sql.SQLException e) {
                  throw new IllegalStateException(e);
                }
              },
              threads);
      Awaitility.await()
          .untilAsserted(
              () -> {
                try (Statement select = watcher.createStatement();
                    var row =
                        select.executeQuery(
                            "select count(*) from pg_locks where locktype = 'advisory'"
                                + " and objid = 1300 and not granted")) {
                  row.next();
                  assertThat(row.getInt(1)).isEqualTo(1);
                }
              });
      assertThat(horizon).isNotDone();
      writer.commit();
      // Then it has seen it
      assertThat(horizon.get()).isGreaterThan(before);
      index.delete(writer, java.util.List.of(id));
      writer.commit();
    }
  }

  private static String kept(String name, String query) {
    Response created =
        as("reader")
            .body("{\"name\":\"%s\",\"query\":\"%s\"}".formatted(name, query))
            .post("/api/v1/strategies");
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/api/v1/strategies/" + created.path("id"));
    return created.path("id");
  }

  private static Response run(String id) {
    return as("reader").post("/api/v1/strategies/" + id + "/runs");
  }

  private void cited(String pmid) {
    create(
        """
        {"title":"Paper %s","identifiers":{"pmid":"%s"},"year":2001}"""
            .formatted(mark, pmid));
  }
}
