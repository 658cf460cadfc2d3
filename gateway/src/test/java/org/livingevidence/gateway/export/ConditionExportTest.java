package org.livingevidence.gateway.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

/// A condition's list in other formats, with a real small HTTP server that stands for the owner and
/// answers what it was asked.
@GatewayTest
class ConditionExportTest {
  private final Vertx vertx = Vertx.vertx();
  private final Events events = new Events();
  private final long number = Events.unique();
  private final String id = "D" + number;

  @BeforeEach
  void startTheCitationService() throws Exception {
    String address =
        ConfigProvider.getConfig().getValue("living-evidence.route.citation-service", String.class);
    vertx
        .createHttpServer()
        .requestHandler(request -> request.response().end(String.valueOf(request.uri())))
        .listen(URI.create(address).getPort(), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    events.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void theOwnerWritesWhatTheListHolds() {
    // Given
    events.condition(id, "Exported disease " + number, "C" + number);
    events.citation("71" + number, "Newer", 2020, id);
    String written = events.citation("72" + number, "Older", 2010, id);
    String path = "/api/v1/conditions/" + id + "/citations";
    reader(written).get(path).then().body("total", equalTo(2));
    // When
    Response first = reader().get(path + "?sort=newest&limit=1&format=bibliography&style=ama");
    // Then
    first
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/x-bibliography"))
        .header("Evidence-Total", equalTo("2"))
        .body(equalTo("/api/v1/citations?format=bibliography&style=ama&id=pmid%3A71" + number));
    reader()
        .header("Accept", "application/nbib")
        .queryParam("sort", "newest")
        .queryParam("cursor", first.header("Evidence-Next"))
        .get(path)
        .then()
        .body(equalTo("/api/v1/citations?format=nbib&id=pmid%3A72" + number));
    assertThat(reader().get(path + "?format=ris").header("Evidence-Next")).isNull();
    reader().get(path + "?format=json").then().body("total", equalTo(2));
    reader()
        .get(path + "?format=endnote")
        .then()
        .statusCode(400)
        .body("detail", containsString("format"));
    reader().get(path + "?format=ris&limit=501").then().statusCode(400);
    reader().get("/api/v1/conditions/none-such/citations?format=ris").then().statusCode(404);
  }

  private static RequestSpecification reader() {
    return given().header("Authorization", "Bearer " + TestTokens.token("anna", "reader"));
  }

  private static RequestSpecification reader(String written) {
    return reader().header("Evidence-Version", written);
  }
}
