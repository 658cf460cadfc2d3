package org.livingevidence.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Reply;
import org.livingevidence.teststack.TestTokens;

/// The gateway in front of small HTTP servers that stand for the services.
@GatewayTest
class HarvestRoutesTest {
  private static final String ID = "11111111-2222-4333-8444-555555555555";

  private SourceServer citations;
  private SourceServer drugs;

  @BeforeEach
  void start() {
    citations = listening("citation-service", ID, "2026-01-02T00:00:00Z");
    drugs = listening("drug-service", "d-" + ID, "2026-01-01T00:00:00Z");
  }

  @AfterEach
  void stop() {
    citations.close();
    drugs.close();
  }

  private static SourceServer listening(String owner, String id, String created) {
    String address =
        ConfigProvider.getConfig().getValue("living-evidence.route." + owner, String.class);
    SourceServer server = SourceServer.start(URI.create(address).getPort());
    String form = owner.equals("drug-service") ? "setIds" : "pmids";
    server.answer(
        asked -> {
          Reply reply =
              switch (asked.method() + " " + asked.uri().getPath()) {
                case "GET /openapi" -> Reply.of(200, description(form));
                case "POST /api/v1/harvests" ->
                    Reply.of(201, "{\"id\":\"" + id + "\"}")
                        .with("Content-Type", "application/json");
                default ->
                    Reply.of(
                        200,
                        """
                        {"items":[{"id":"%s","createdAt":"%s"}],"total":1}
                        """
                            .formatted(id, created));
              };
          // The next test's server has the same port: a write over a connection kept from this one
          // would be refused, as it must not be asked twice.
          return reply.with("Connection", "close");
        });
    return server;
  }

  private static String description(String field) {
    return """
        {"paths":{"/api/v1/harvests":{"post":{"requestBody":{"content":{"application/json":\
        {"schema":{"$ref":"#/components/schemas/NewHarvest"}}}}}}},\
        "components":{"schemas":{"NewHarvest":{"properties":{"%s":{}}}}}}
        """
        .formatted(field);
  }

  private static RequestSpecification importer() {
    return given()
        .header("Authorization", "Bearer " + TestTokens.token("ida", "importer"))
        .contentType("application/json");
  }

  private static List<String> asked(SourceServer server) {
    return server.asked().stream().map(each -> each.method() + " " + each.uri()).toList();
  }

  @Test
  void aNewOneGoesToTheOwnerOfItsSource() {
    importer()
        .body("{\"query\":\"still's disease\"}")
        .post("/api/v1/harvests")
        .then()
        .statusCode(201)
        .body("id", equalTo(ID));
    for (String body :
        List.of(
            "{\"source\" : \"openfda\",\"query\":\"x\"}",
            "{\"setIds\":[\"a\"],\"source\":\"dailymed\"}")) {
      importer()
          .body(body)
          .post("/api/v1/harvests")
          .then()
          .statusCode(201)
          .body("id", equalTo("d-" + ID));
    }
    assertThat(asked(citations)).containsExactly("POST /api/v1/harvests");
    assertThat(asked(drugs)).hasSize(2);
  }

  @Test
  void oneThatIsThereIsFoundByTheBeginningOfItsId() {
    importer().get("/api/v1/harvests/" + ID).then().statusCode(200);
    importer().post("/api/v1/harvests/d-" + ID + "/runs?everything=true").then().statusCode(200);
    importer().delete("/api/v1/harvests/d-" + ID).then().statusCode(200);
    assertThat(asked(citations)).containsExactly("GET /api/v1/harvests/" + ID);
    assertThat(asked(drugs))
        .containsExactly(
            "POST /api/v1/harvests/d-" + ID + "/runs?everything=true",
            "DELETE /api/v1/harvests/d-" + ID);
  }

  @Test
  void theListIsOfBothTheOldestFirst() {
    importer()
        .get("/api/v1/harvests")
        .then()
        .statusCode(200)
        .body("items.id", contains("d-" + ID, ID))
        .body("total", equalTo(2));
    drugs.close();
    importer()
        .get("/api/v1/harvests")
        .then()
        .statusCode(503)
        .body("detail", containsString("drug-service"));
  }

  @Test
  void theApiTakesEitherForm() {
    importer()
        .get("/api/v1/openapi")
        .then()
        .statusCode(200)
        .body(
            "paths.'/api/v1/harvests'.post.requestBody.content.'application/json'.schema"
                + ".oneOf.'$ref'",
            contains(
                "#/components/schemas/citation-NewHarvest", "#/components/schemas/drug-NewHarvest"))
        .body(
            "components.schemas.'drug-NewHarvest'.properties.setIds", equalTo(java.util.Map.of()));
  }
}
