package org.livingevidence.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.LocalStackResource;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TestTokens;

/// Every error is a problem document that says what and where, and nothing of our innards (I7).
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.GLOBAL)
class ProblemsTest {
  private static RequestSpecification as(String... roles) {
    return bearer(TestTokens.token("kim", roles));
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static Response post(String body) {
    return as("curator").contentType("application/json").body(body).post("/api/v1/things");
  }

  private static JsonPath problem(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    var problem = answer.jsonPath();
    assertThat(problem.getInt("status")).isEqualTo(status);
    for (String member : List.of("type", "title", "detail", "instance")) {
      assertThat(problem.getString(member)).as(member + " in " + answer.asString()).isNotBlank();
    }
    assertThat(answer.asString())
        .doesNotContain("org.livingevidence")
        .doesNotContain("java.")
        .doesNotContain("jackson");
    return problem;
  }

  private static void fault(Response answer, String field, String... words) {
    var problem = problem(answer, 400);
    assertThat(problem.getString("errors[0].field")).isEqualTo(field);
    assertThat(problem.getString("errors[0].reason")).contains(words);
  }

  @Test
  void malformedJsonSaysItsLineAndColumn() {
    var problem = problem(post("{\n  \"name\": oops\n}"), 400);
    assertThat(problem.getInt("line")).isEqualTo(2);
    assertThat(problem.getInt("column")).isPositive();
    problem(post("{\"name\": \"x\""), 400);
    problem(post("{\"name\": \"x\", \"weight\": 1} more"), 400);
    problem(post("{\"name\": \"x\", \"name\": \"y\", \"weight\": 1}"), 400);
  }

  @Test
  void wrongTypesSayTheFieldAndWhatIsExpected() {
    fault(post("{\"name\": \"x\", \"weight\": \"3\"}"), "weight", "a whole number");
    fault(post("{\"name\": \"x\", \"weight\": 1.5}"), "weight", "a whole number");
    fault(post("{\"name\": 5, \"weight\": 1}"), "name", "a string");
    fault(post("{\"name\": \"x\", \"weight\": null}"), "weight", "a whole number");
    fault(post("{\"name\": \"x\", \"weight\": 1, \"parts\": {}}"), "parts", "an array");
    fault(
        post("{\"name\": \"x\", \"weight\": 1, \"parts\": [{\"size\": 1}, {\"size\": true}]}"),
        "parts[1].size",
        "a whole number");
    fault(
        post("{\"name\": \"x\", \"weight\": 1, \"parts\": [{\"size\": 1, \"since\": \"May\"}]}"),
        "parts[0].since",
        "a date");
    fault(
        post("{\"name\": \"x\", \"weight\": 1, \"parts\": [{\"size\": -1}]}"),
        "parts[0]",
        "a size is not negative");
    fault(post("[]"), "", "an object");
  }

  @Test
  void anUnknownEnumValueSaysTheKnownOnes() {
    fault(
        post("{\"name\": \"x\", \"weight\": 1, \"colour\": \"green\"}"),
        "colour",
        "green",
        "red, deep-blue");
  }

  @Test
  void aMissingBodyIsSaidToBeMissing() {
    fault(as("curator").contentType("application/json").post("/api/v1/things"), "", "missing");
    fault(post("null"), "", "missing");
  }

  @Test
  void violationsNameTheirFields() {
    var problem = problem(post("{\"name\": \" \", \"weight\": 11}"), 400);
    assertThat(problem.getList("errors.field", String.class))
        .containsExactlyInAnyOrder("name", "weight");
  }

  @Test
  void aTokenIsAskedForAndTheRoleNamed() {
    problem(given().get("/api/v1/things/1"), 401);
    var forbidden =
        problem(
            as("reader").contentType("application/json").body("{}").post("/api/v1/things"), 403);
    assertThat(forbidden.getString("detail")).contains("curator");
    assertThat(as("admin").get("/api/v1/audit").statusCode()).isEqualTo(200);
    assertThat(as("curator").get("/api/v1/things/1").statusCode()).isEqualTo(200);
  }

  @Test
  void tokensThatProveNothingAreRefused() {
    for (String token :
        List.of(
            TestTokens.expired("kim", "admin"),
            TestTokens.wrongAudience("kim", "admin"),
            TestTokens.algNone("kim", "admin"),
            TestTokens.wrongKey("kim", "admin"),
            "nonsense")) {
      problem(bearer(token).get("/api/v1/things/1"), 401);
    }
    problem(as("emperor").get("/api/v1/things/1"), 403);
  }

  @Test
  void whatIsNotThereOrNotServedSaysSo() {
    problem(as("reader").get("/api/v1/nowhere"), 404);
    problem(as("reader").get("/nowhere"), 404);
    problem(as("reader").get("/api/v1/things/one"), 404);
    problem(as("curator").put("/api/v1/things"), 405);
    problem(as("reader").accept("image/png").get("/api/v1/things/1"), 406);
    problem(as("curator").contentType("text/plain").body("x").post("/api/v1/things"), 415);
    problem(post("{\"name\": \"" + "x".repeat(200_000) + "\", \"weight\": 1}"), 413);
    problem(as("operator").get("/api/v1/audit?limit=0"), 400);
    problem(as("reader").header("If-Match", "\"6\"").get("/api/v1/things/1"), 412);
    as("reader").header("If-Match", "\"6\", \"7\"").get("/api/v1/things/1").then().statusCode(200);
  }

  @Test
  void anUnforeseenFailureShowsNothingOfItself() {
    problem(as("reader").get("/api/v1/things/broken"), 500);
    problem(as("reader").get("/api/v1/things/overflow"), 500);
  }

  @Test
  void aLostDatabaseIsUnavailableNotSuccess() {
    TestStack.get().postgres().stop();
    try {
      var read = as("reader").get("/api/v1/things/stored");
      assertThat(problem(read, 503).getString("type")).endsWith("database-unavailable");
      assertThat(read.header("Retry-After")).isNotBlank();
      problem(
          as("curator")
              .header("Idempotency-Key", "lost")
              .contentType("application/json")
              .body("{\"name\": \"x\", \"weight\": 1}")
              .post("/api/v1/things"),
          503);
    } finally {
      TestStack.get().postgres().start();
    }
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> as("reader").get("/api/v1/things/stored").then().statusCode(200));
  }

  @Test
  void aKeyCreatesOnceAlsoUnderConcurrency() throws Exception {
    int before = ThingsResource.CREATED.get();
    Set<String> locations = ConcurrentHashMap.newKeySet();
    Callable<Integer> create =
        () -> {
          var answer =
              as("curator")
                  .header("Idempotency-Key", "once")
                  .contentType("application/json")
                  .body("{\"name\": \"once\", \"weight\": 1}")
                  .post("/api/v1/things");
          locations.add(answer.header("Location"));
          return answer.statusCode();
        };

    // When
    try (var threads = Executors.newFixedThreadPool(5)) {
      for (var answer : threads.invokeAll(List.of(create, create, create, create, create))) {
        assertThat(answer.get()).isEqualTo(201);
      }
    }

    // Then
    assertThat(ThingsResource.CREATED.get()).isEqualTo(before + 1);
    assertThat(locations).hasSize(1);
    var other =
        as("curator")
            .header("Idempotency-Key", "once")
            .contentType("application/json")
            .body("{\"name\": \"other\", \"weight\": 1}")
            .post("/api/v1/things");
    assertThat(problem(other, 422).getString("errors[0].field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void anActIsInTheAuditLogWithItsReason() {
    as("curator")
        .header("Evidence-Reason", "label of May 2026")
        .contentType("application/json")
        .body("{\"name\": \"audited\", \"weight\": 1}")
        .post("/api/v1/things");

    var entries = as("operator").get("/api/v1/audit?limit=1000").jsonPath();

    var entry = entries.getMap("items.find { it.aggregateId == 'audited' }");
    assertThat(entry).containsEntry("who", "kim").containsEntry("why", "label of May 2026");
    assertThat(entry.get("before")).isNull();
  }
}
