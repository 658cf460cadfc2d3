package org.livingevidence.gateway.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

/// The pages of topics before a real small HTTP server that stands for the citation-service.
@GatewayTest
class TopicPageTest {
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void showsTheTopPublicationsAndTheOthersNumberedFromOneAgain() throws Exception {
    owned();
    answers.put(
        "/api/v1/topics/D053590",
        """
        {"id":"D053590","name":"Interleukin 1 Receptor Antagonist Protein","synonyms":["IL-1Ra <i>"],
         "summary":"A ligand & its receptor.","condition":false,
         "parents":[{"id":"D016207","name":"Cytokines"}],
         "pharmacologicalActions":[{"id":"D018501","name":"Antirheumatic Agents"}]}""");
    answers.put(
        "/api/v1/topics/D053590/publications",
        """
        {"top":[{"number":1,"line":"First A. One. J. 2011.","state":"current",
                 "links":{"pubmed":"https://pubmed.ncbi.nlm.nih.gov/1/","publisher":"https://doi.org/10.1/x"},
                 "why":{"score":5,"terms":[{"name":"design","value":"trial","points":5}]}}],
         "items":[{"number":1,"line":"Second B. Two. J. 2001.","state":"retracted",
                   "links":{"trial":"https://clinicaltrials.gov/study/NCT1"},
                   "why":{"score":1,"terms":[]}}],
         "total":3,"next":"bmV4dA"}""");
    String page = read("/topics/D053590", 200).asString();
    assertThat(page)
        .contains("<h1>Interleukin 1 Receptor Antagonist Protein</h1>")
        .contains("IL-1Ra &lt;i&gt;")
        .contains("A ligand &amp; its receptor.")
        .contains("<a href=\"/topics/D016207\">Cytokines</a>")
        .contains("Pharmacological action: <a href=\"/topics/D018501\">Antirheumatic Agents</a>")
        .contains("<a href=\"https://pubmed.ncbi.nlm.nih.gov/1/\">PubMed</a>")
        .contains("<a href=\"https://doi.org/10.1/x\">publisher</a>")
        .contains("<a href=\"https://clinicaltrials.gov/study/NCT1\">trial</a>")
        .contains("<span class=\"status alarm\">retracted</span> Second B")
        .contains("/topics/D053590?cursor=bmV4dA")
        .containsSubsequence(
            "Top Publications",
            "start=\"1\"",
            "First A",
            "More Information",
            "start=\"1\"",
            "Second B");
  }

  @Test
  void leadsFromAConditionToItsOwnPage() throws Exception {
    owned();
    answers.put(
        "/api/v1/topics/D001172",
        "{\"id\":\"D001172\",\"naturalName\":\"Rheumatoid Arthritis\",\"condition\":true,"
            + "\"slug\":\"rheumatoid-arthritis\"}");
    answers.put("/api/v1/topics/D001172/publications", "{\"top\":[],\"items\":[],\"total\":0}");
    assertThat(read("/topics/D001172", 200).asString())
        .contains("<a href=\"/conditions/rheumatoid-arthritis\">")
        .contains("An import would add");
  }

  @Test
  void goesWhereAnObsoleteTopicWent() throws Exception {
    owned();
    answers.put("/api/v1/topics/D1", "{\"id\":\"D1\",\"name\":\"Old\",\"replacedBy\":\"D2\"}");
    read("/topics/D1?style=nlm", 308).then().header("Location", ends("/topics/D2?style=nlm"));
    answers.put("/api/v1/topics/D3", "-> /api/v1/topics/D4");
    read("/topics/D3", 308).then().header("Location", ends("/topics/D4"));
  }

  @Test
  void saysReadablyWhatIsNotThere() throws Exception {
    assertThat(read("/topics/D7", 503).asString())
        .contains("Not to be had just now")
        .contains("citation-service");
    owned();
    assertThat(read("/topics/D7", 404).asString())
        .contains("No such topic")
        .contains("There is no topic &quot;D7&quot;.");
  }

  @Test
  void theStartPageAsksAndTheSearchPageSaysWhatItFound() {
    assertThat(read("/", 200).asString())
        .contains("<input type=\"search\"")
        .contains("/conditions?q=rheumatoid+arthritis");
    assertThat(read("/conditions?q=%3Cb%3E+nothing", 200).asString())
        .contains("&lt;b&gt; nothing")
        .doesNotContain("<b>");
  }

  private static org.hamcrest.Matcher<String> ends(String path) {
    return org.hamcrest.Matchers.endsWith(path);
  }

  private static Response read(String path, int status) {
    Response response = reader().redirects().follow(false).get(path);
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
        .requestHandler(this::answer)
        .listen(address.getPort(), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private void answer(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    String answer = answers.get(path);
    var response = request.response().putHeader("content-type", "application/json");
    if (answer == null) {
      String id = path.substring(path.lastIndexOf('/') + 1);
      var unused =
          response
              .setStatusCode(404)
              .end("{\"status\":404,\"detail\":\"There is no topic \\\"" + id + "\\\".\"}");
    } else if (answer.startsWith("-> ")) {
      var unused = response.setStatusCode(308).putHeader("location", answer.substring(3)).end();
    } else {
      var unused = response.end(answer);
    }
  }
}
