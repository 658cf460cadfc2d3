package org.livingevidence.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.livingevidence.drugs.DrugServiceTest.As;

/// Imports as an importer sends them.
public final class Imported {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private Imported() {}

  /// Sends a file; answers where its import is.
  public static String send(byte[] file, String query) {
    return As.with("importer")
        .contentType("application/octet-stream")
        .body(file)
        .post("/api/v1/imports?" + query)
        .then()
        .statusCode(202)
        .extract()
        .header("Location");
  }

  /// An import that has ended.
  public static JsonPath ended(String location) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(As.with("importer").get(location).jsonPath().getString("state"))
                    .isIn("finished", "failed"));
    return As.with("importer").get(location).jsonPath();
  }

  /// Sends a file and waits until its import has ended.
  public static JsonPath file(byte[] file, String query) {
    return ended(send(file, query));
  }

  /// What became of each record.
  public static List<Map<String, Object>> outcomes(String importId) {
    return As.with("importer")
        .get("/api/v1/imports/" + importId + "/outcomes?limit=200")
        .jsonPath()
        .getList("items");
  }
}
