package org.livingevidence.drugs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;

/// Harvests as an importer asks for them.
public final class Harvested {
  private Harvested() {}

  /// Creates one and answers its id.
  public static String create(Map<String, ?> body) {
    return As.with("importer")
        .body(body)
        .post("/api/v1/harvests")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /// One as it stands.
  public static JsonPath get(String id) {
    return As.with("importer")
        .get("/api/v1/harvests/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /// Runs one again.
  public static void again(String id) {
    As.with("importer").post("/api/v1/harvests/" + id + "/runs").then().statusCode(202);
  }

  /// One whose last run has ended as expected.
  public static JsonPath ended(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(get(id).getString("runs[0].import.state"))
                    .as(get(id).prettify())
                    .isEqualTo(state));
    return get(id);
  }

  /// Creates one whose first run ends as expected.
  public static JsonPath done(Map<String, ?> body, String state) {
    return ended(create(body), state);
  }

  /// What became of each record of the last run.
  public static List<Map<String, Object>> outcomes(JsonPath harvest) {
    return Imported.outcomes(harvest.getString("runs[0].importId"));
  }

  /// How many records of the last run have an outcome.
  public static int sum(JsonPath harvest) {
    Map<String, Integer> counts = harvest.getMap("runs[0].import.counts");
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
