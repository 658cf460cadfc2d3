package org.livingevidence.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.teststack.TestStack;

/// PostgreSQL goes away and comes back (I5, I7).
@DrugServiceTest
class DatabaseAwayTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void writesAreRefusedCleanlyAndTopicsThatCameMeanwhileAreNotLost() {
    try (var citationService = new TopicPublisher()) {
      put("before", 201);

      TestStack.get().postgres().stop();
      try {
        citationService.changed(1, TopicPublisher.condition("D920001", "Meanwhile disease"));
        As.curator()
            .body("{\"name\": \"away-during\"}")
            .put("/api/v1/drugs/away-during")
            .then()
            .statusCode(503)
            .contentType("application/problem+json");
      } finally {
        TestStack.get().postgres().start();
      }

      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(As.reader().get("/api/v1/drugs/away-before").statusCode())
                      .isEqualTo(200));
      As.reader().get("/api/v1/drugs/away-during").then().statusCode(404);
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(
                          As.reader()
                              .get("/api/v1/drugs/away-before")
                              .jsonPath()
                              .getString("indications[0].condition.match"))
                      .isEqualTo("named"));
    }
  }

  private static void put(String name, int status) {
    As.curator()
        .body(
            """
            {"name": "away-%s", "indications": [{"condition": {"name": "Meanwhile disease"},
              "jurisdiction": "EU", "status": "not-searched"}]}
            """
                .formatted(name))
        .put("/api/v1/drugs/away-" + name)
        .then()
        .statusCode(status);
  }
}
