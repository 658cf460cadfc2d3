package org.livingevidence.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

/// The gateway in front of a real small HTTP server that stands for the citation-service; the
/// drug-service is down unless a test starts it.
@GatewayTest
class OwnerRoutesTest {
  @TestHTTPResource URI gateway;
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> seen = new ConcurrentHashMap<>();
  private final AtomicLong received = new AtomicLong();

  @BeforeEach
  void startTheCitationService() throws Exception {
    listen("citation-service", this::answer);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void passesTheRequestAndTheTokenAndNothingThatClaimsAnIdentity() {
    importer()
        .header("X-Forwarded-User", "admin")
        .header("X-Remote-User", "admin")
        .header("Connection", "keep-alive, X-Hop")
        .header("X-Hop", "1")
        .header("TE", "trailers")
        .header("If-Match", "\"7\"")
        .header("X-Request-Id", "mine")
        .contentType("application/json")
        .body("{\"title\":\"T\"}")
        .urlEncodingEnabled(false)
        .post("/api/v1/citations?x=%C3%A4&y=1")
        .then()
        .statusCode(201)
        .header("Location", equalTo("/api/v1/citations/pmid:1"))
        .header("Evidence-Version", equalTo("e/v/1"))
        .header("X-Owner-Hop", org.hamcrest.Matchers.nullValue());

    assertThat(seen)
        .containsEntry("uri", "/api/v1/citations?x=%C3%A4&y=1")
        .containsEntry("body", "{\"title\":\"T\"}")
        .containsEntry("if-match", "\"7\"")
        .containsEntry("x-request-id", "mine")
        .doesNotContainKeys("x-forwarded-user", "x-remote-user", "x-hop", "te", "x-forwarded-host");
    assertThat(seen.get("authorization")).startsWith("Bearer ");
  }

  @Test
  void saysWhichOwnerIsDownWhileViewsGoOn() {
    importer()
        .get("/api/v1/drugs/anakinra")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", equalTo("2"))
        .body("detail", containsString("drug-service"))
        .body("type", containsString("owner-unavailable"));
    importer().get("/api/v1/conditions").then().statusCode(200);
    importer().get("/api/v1/citations/pmid:1").then().statusCode(200);
  }

  @Test
  void leavesRefusalsToTheOwner() {
    given().get("/api/v1/citations/forbidden").then().statusCode(403).body("detail", equalTo("no"));
  }

  @Test
  void findsTheOwnerOfAnImportByItsBeginningAndStreamsItWhole() throws Exception {
    byte[] body =
        ("<?xml version=\"1.0\"?><PubmedArticleSet>" + "<PubmedArticle/>".repeat(400_000))
            .getBytes(StandardCharsets.UTF_8);

    importer()
        .contentType("application/octet-stream")
        .body(body)
        .post("/api/v1/imports?name=a.xml")
        .then()
        .statusCode(202);

    assertThat(received).hasValue(body.length);
    received.set(0);
    byte[] zipped = gzip(body);
    importer()
        .contentType("application/octet-stream")
        .body(zipped)
        .post("/api/v1/imports?name=a.xml.gz")
        .then()
        .statusCode(202);
    assertThat(received).hasValue(zipped.length);
  }

  @Test
  void obeysTheKindAndRefusesOneItDoesNotKnow() {
    importer().body("anything").post("/api/v1/imports?kind=mesh-xml").then().statusCode(202);
    assertThat(seen).containsEntry("uri", "/api/v1/imports?kind=mesh-xml");
    importer()
        .body("anything")
        .post("/api/v1/imports?kind=nonsense")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("kind"))
        .body("detail", containsString("pubmed-xml"));
    importer()
        .body("what is this?")
        .post("/api/v1/imports")
        .then()
        .statusCode(415)
        .body("detail", containsString("drug-form"));
  }

  @Test
  void findsAnImportByTheBeginningOfItsId() {
    importer().get("/api/v1/imports/c-12/outcomes?kind=rejected").then().statusCode(200);
    assertThat(seen).containsEntry("uri", "/api/v1/imports/c-12/outcomes?kind=rejected");
    importer().get("/api/v1/imports/d-1").then().statusCode(503);
    importer().get("/api/v1/imports/zzz").then().statusCode(404);
  }

  @Test
  void mergesTheListsOfImports() throws Exception {
    importer()
        .get("/api/v1/imports")
        .then()
        .statusCode(503)
        .body("detail", containsString("drug-service"));
    listen(
        "drug-service",
        request -> request.response().end(page("d-1", "2026-01-02T00:00:00Z", null).toBuffer()));

    String next =
        importer()
            .get("/api/v1/imports?limit=1")
            .then()
            .statusCode(200)
            .body("items.id", contains("d-1", "c-1"))
            .body("total", equalTo(2))
            .extract()
            .path("next");

    assertThat(next).isEqualTo("c-41.d-0");
    importer().queryParam("cursor", next).get("/api/v1/imports").then().statusCode(200);
    assertThat(seen).containsEntry("uri", "/api/v1/imports?cursor=41");
  }

  @Test
  void reachesAnOwnersOutboxAndAuditLog() {
    importer().get("/api/v1/services/citation-service/outbox").then().statusCode(200);
    assertThat(seen).containsEntry("uri", "/api/v1/outbox");
    importer().get("/api/v1/services/citation-service/audit?since=1").then().statusCode(200);
    assertThat(seen).containsEntry("uri", "/api/v1/audit?since=1");
    importer().get("/api/v1/services/citation-service/citations").then().statusCode(404);
    importer().get("/api/v1/services/other/outbox").then().statusCode(404);
  }

  @Test
  void refusesABodyThatIsTooLong() {
    importer()
        .contentType("application/json")
        .body(new byte[1_100_000])
        .post("/api/v1/citations")
        .then()
        .statusCode(413);
  }

  @Test
  void passesEventsOfAnOwnerAsTheyCome() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/imports/c-7 HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = lines.readLine();
      while (!line.startsWith("data:")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("data: first"); // and the owner has sent no more, nor ended
    }
  }

  @Test
  void describesTheWholeApiAndTheEvents() {
    importer()
        .get("/api/v1/openapi")
        .then()
        .statusCode(200)
        .body("paths.'/api/v1/citations'.get.summary", equalTo("List"))
        .body("paths.'/api/v1/conditions/{condition}'.get.summary", containsString("combined view"))
        .body("x-missing", hasItem("drug-service"));
    importer().get("/api/v1/asyncapi").then().statusCode(200).body(containsString("asyncapi: 3"));
    importer().get("/api/v1/asyncapi/drug.v1.schema.json").then().statusCode(200);
    importer().get("/api/v1/asyncapi/..%2Fapplication.properties").then().statusCode(404);
  }

  private void answer(HttpServerRequest request) {
    seen.clear();
    seen.put("uri", request.uri());
    request
        .headers()
        .forEach((name, value) -> seen.put(name.toLowerCase(java.util.Locale.ROOT), value));
    HttpServerResponse response = request.response();
    String path = java.util.Objects.requireNonNull(request.path());
    if (path.equals("/api/v1/imports/c-7")) {
      response.setChunked(true).putHeader("Content-Type", "text/event-stream");
      response.write("data: first\n\n");
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          received.addAndGet(chunk.length());
          if (body.length() < 1000) {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        nothing -> {
          seen.put("body", body.toString());
          answered(path, request.method().name(), response);
        });
  }

  private void answered(String path, String method, HttpServerResponse response) {
    response.putHeader("X-Owner-Hop", "1").putHeader("Connection", "X-Owner-Hop");
    switch (path) {
      case "/api/v1/citations/forbidden" ->
          response
              .setStatusCode(403)
              .putHeader("Content-Type", "application/problem+json")
              .end(new JsonObject().put("detail", "no").toBuffer());
      case "/openapi" ->
          response.end(
              new JsonObject("{\"paths\":{\"/api/v1/citations\":{\"get\":{\"summary\":\"List\"}}}}")
                  .toBuffer());
      case "/api/v1/imports" -> {
        if (method.equals("POST")) {
          response.setStatusCode(202).end("{}");
        } else {
          response.end(page("c-1", "2026-01-01T00:00:00Z", "41").toBuffer());
        }
      }
      default -> {
        if (method.equals("POST")) {
          response
              .setStatusCode(201)
              .putHeader("Location", address("citation-service") + "/api/v1/citations/pmid:1")
              .putHeader("Evidence-Version", "e/v/1");
        }
        response.end("{}");
      }
    }
  }

  private static JsonObject page(
      String id, String created, @org.jspecify.annotations.Nullable String next) {
    JsonObject page =
        new JsonObject()
            .put(
                "items",
                new JsonArray().add(new JsonObject().put("id", id).put("createdAt", created)))
            .put("total", 1);
    return next == null ? page : page.put("next", next);
  }

  private void listen(String owner, io.vertx.core.Handler<HttpServerRequest> handler)
      throws ExecutionException, InterruptedException, TimeoutException {
    vertx
        .createHttpServer()
        .requestHandler(handler)
        .listen(URI.create(address(owner)).getPort(), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static String address(String owner) {
    return ConfigProvider.getConfig().getValue("living-evidence.route." + owner, String.class);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }

  private static RequestSpecification importer() {
    return given().header("Authorization", "Bearer " + TestTokens.token("ida", "importer"));
  }
}
