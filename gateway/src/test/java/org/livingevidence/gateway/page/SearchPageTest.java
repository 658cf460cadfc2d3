package org.livingevidence.gateway.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

/// Searching before a real small HTTP server that stands for the citation-service.
@GatewayTest
class SearchPageTest {
  private static final String FOUND =
      """
      {"items":[{"citation":{"id":"pmid:1"},"line":"First A. One <b>. 2011.","state":"retracted",
                 "links":{"pubmed":"https://pubmed.ncbi.nlm.nih.gov/1/"}}],
       "total":2,"next":"bmV4dA",
       "translation":{"query":"a","text":"\\"asthma\\"[MeSH Terms] OR \\"asthma\\"[All Fields]",
         "tree":{"operator":"OR","parts":[
           {"field":"MeSH Terms","value":"asthma","id":"D001249","narrower":3,"count":7},
           {"field":"All Fields","value":"asthma","count":9}]},
         "notes":[{"at":0,"text":"Ignored, being everywhere: of."}]},
       "facets":{"year":{"values":[{"value":"2011","count":2,
         "term":"\\"2011\\"[Date - Publication]"}],"of":2,"other":0},
         "therapy":{"values":[{"value":"therapy/broad","count":1,
         "term":"\\"therapy/broad\\"[Filter]"}],"of":2}}}""";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<String> asked = new AtomicReference<>("");
  private int status = 200;
  private String answer = FOUND;

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void showsWhatWasFoundHowItWasUnderstoodAndWhatWouldNarrowIt() throws Exception {
    owned();
    String page = read("/search?q=asthma%20%3Ci%3E&sort=-year", 200).asString();
    assertThat(asked.get())
        .startsWith("/api/v1/citations?")
        .contains("q=asthma+%3Ci%3E", "sort=-year", "counts=true", "facets=");
    assertThat(page)
        .contains("value=\"asthma &lt;i&gt;\"")
        .contains("First A. One &lt;b&gt;. 2011.")
        .contains("<span class=\"status alarm\">retracted</span>")
        .contains("&quot;asthma&quot;[MeSH Terms] OR &quot;asthma&quot;[All Fields]")
        .contains("with 3 narrower: 7")
        .contains("Ignored, being everywhere: of.")
        .contains(
            "<a href=\"/search?q=%28asthma+%3Ci%3E%29+AND+%222011%22%5BDate+-+Publication%5D"
                + "&amp;sort=-year\">2011</a>")
        .contains(">therapy, sensitive</a>")
        .contains("{&quot;name&quot;:&quot;asthma &lt;i&gt;&quot;")
        .contains("cursor=bmV4dA")
        .contains("/api/v1/citations?q=asthma+%3Ci%3E")
        .doesNotContain("<b>")
        .doesNotContain("<i>");
  }

  @Test
  void showsALongStrategyOnSeveralLinesAndGivesItToAShellUnharmed() throws Exception {
    owned();
    String page =
        read(
                "/search?q=" + "asthma[tiab]+OR+".repeat(20) + "%22still%27s+disease%22%5Btiab%5D",
                200)
            .asString();
    assertThat(page)
        .contains("<textarea id=\"q\" name=\"q\" rows=\"5\">asthma[tiab] OR ")
        .contains("still&#39;\\&#39;&#39;s disease");
  }

  @Test
  void marksWhereAQueryCannotBeRead() throws Exception {
    owned();
    status = 400;
    answer = "{\"status\":400,\"detail\":\"not closed <b>\",\"position\":7}";
    assertThat(read("/search?q=asthma+(child", 400).asString())
        .contains("not closed &lt;b&gt;")
        .contains("<code>asthma <mark>(</mark>child</code>");
  }

  @Test
  void asksBeforeAnythingWasAskedAndSaysWhenTheServiceIsAway() {
    assertThat(read("/search", 200).asString()).contains("language");
    assertThat(read("/search?q=x", 503).asString()).contains("citation-service");
    reader()
        .get("/api/v1/search?q=x")
        .then()
        .statusCode(200)
        .body("conditions.items", notNullValue())
        .body("publications.status", equalTo(503));
    reader().get("/api/v1/search").then().statusCode(400);
  }

  @Test
  void onePathAnswersConditionsAndPublications() throws Exception {
    owned();
    reader()
        .get("/api/v1/search?q=asthma&facets=year&limit=1")
        .then()
        .statusCode(200)
        .body("conditions.total", notNullValue())
        .body("publications.total", equalTo(2))
        .body("publications.facets.year.values[0].count", equalTo(2));
    assertThat(asked.get()).isEqualTo("/api/v1/citations?q=asthma&limit=1&facets=year");
  }

  private static Response read(String path, int status) {
    Response response = reader().get(path);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    return response;
  }

  private static RequestSpecification reader() {
    return given().auth().oauth2(TestTokens.token("someone", "reader")).urlEncodingEnabled(false);
  }

  private void owned() throws Exception {
    URI address =
        ConfigProvider.getConfig().getValue("living-evidence.route.citation-service", URI.class);
    vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              asked.set(request.uri());
              var unused =
                  request
                      .response()
                      .setStatusCode(status)
                      .putHeader("content-type", "application/json")
                      .end(answer);
            })
        .listen(address.getPort(), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
