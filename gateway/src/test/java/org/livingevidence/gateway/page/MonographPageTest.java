package org.livingevidence.gateway.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.Contracts;
import org.livingevidence.teststack.TestTokens;

/// The pages of monographs before a real small HTTP server that stands for the drug-service, and
/// what the page of a condition says of them.
@GatewayTest
class MonographPageTest {
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void showsTheWholeArticleWithItsQuestionsAndItsNumberedReferences() throws Exception {
    owned();
    ObjectNode full = (ObjectNode) Contracts.read("examples/monograph.v1.full.json");
    String path = "/monographs/" + full.path("id").asText();
    answers.put("/api/v1" + path, full.toString());

    String page = read(path, 200).asString();

    assertThat(page)
        .containsSubsequence(
            "<h1>Kineret (anakinra)",
            "5 min read",
            "class=\"lead\"",
            "Quick summary",
            "Key points",
            "A receptor antagonist.",
            "In this article",
            "<h2>How anakinra competes</h2>",
            "<table>",
            "Frequently asked questions",
            "<h3>How is Kineret given?</h3>",
            "<h2>References</h2>",
            "Disclaimer")
        .contains(
            "<a href=\"#reference-12\">12</a>",
            "<li id=\"reference-12\">",
            "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=d9d74915-6606-4570-9c52-c4001d3177de",
            "https://pubmed.ncbi.nlm.nih.gov/?term=Anakinra+for+the+management",
            "https://ec.europa.eu/health/documents/community-register/html/h203.htm",
            "<th scope=\"col\">canakinumab (Ilaris)</th>",
            "<a href=\"/conditions/C557815\">")
        .doesNotContain("{Link", "<li></li>");
    for (int number = 1; number <= full.path("references").size(); number++) {
      assertThat(page).containsOnlyOnce("id=\"reference-" + number + "\"");
    }
  }

  @Test
  void whatAnArticleSaysIsTextAndNeverMarkup() throws Exception {
    owned();
    answers.put(
        "/api/v1/monographs/odd",
        """
        {"id":"odd","title":"<i>Odd</i>","drugs":["x"],"readingMinutes":1,"lead":"a & b",
         "quickSummary":"\\"q\\"","sections":[{"heading":"<h>","paragraphs":[{"text":"<p>"}]}],
         "references":[{"number":1,"kind":"web","title":"t","url":"javascript:alert(1)"}]}""");

    assertThat(read("/monographs/odd", 200).asString())
        .contains("&lt;i&gt;Odd&lt;/i&gt;", "a &amp; b", "&lt;h&gt;", "&lt;p&gt;")
        .doesNotContain("<i>", "javascript:");
  }

  @Test
  void saysReadablyWhatIsNotThere() throws Exception {
    assertThat(read("/monographs/none", 503).asString())
        .contains("Not to be had just now")
        .contains("drug-service");
    owned();
    assertThat(read("/monographs/none", 404).asString()).contains("No such monograph");
    answers.put(
        "/api/v1/monographs",
        "{\"items\":[{\"id\":\"a\",\"title\":\"About A\",\"lead\":\"It does.\"}],\"total\":1}");
    assertThat(read("/monographs", 200).asString())
        .contains("<a href=\"/monographs/a\">About A</a>");
  }

  @Test
  void theDrugOnAConditionsPageSaysItsSummaryAndLeadsToTheArticle() {
    long unique = Events.unique();
    String condition = "D" + unique;
    String written;
    try (Events events = new Events()) {
      events.condition(condition, "Monographitis " + unique, "C" + unique);
      written =
          events.send(
              "drug",
              events.json(
                  """
                  {"id": "monographinib-%1$s", "name": "monographinib %1$s",
                   "indications": [{"id": "i", "condition": {"id": "%2$s", "name": "x"},
                     "jurisdiction": "US", "status": "none-found", "method": "curated"}],
                   "monograph": {"id": "about-%1$s", "title": "How it works",
                     "lead": "It does.", "summary": "In short, it works."},
                   "source": {"kind": "curated"}}
                  """
                      .formatted(unique, condition)));
    }
    // A write of a monograph answers its own event, which no view holds, and its drug's.
    String both = "living-evidence.monograph.changed.v1/about-" + unique + "/7 " + written;

    given()
        .auth()
        .oauth2(TestTokens.token("someone", "reader"))
        .header("Evidence-Version", both)
        .get("/api/v1/conditions/" + condition)
        .then()
        .statusCode(200)
        .body("drugs[0].drug.monograph.id", org.hamcrest.Matchers.equalTo("about-" + unique));
    assertThat(read("/conditions/" + condition, 200).asString())
        .contains("In short, it works.")
        .contains("<a href=\"/monographs/about-" + unique + "\">How it works</a>");
  }

  private static Response read(String path, int status) {
    Response response =
        given()
            .auth()
            .oauth2(TestTokens.token("someone", "reader"))
            .urlEncodingEnabled(false)
            .get(path);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    return response;
  }

  private void owned() throws Exception {
    URI address =
        ConfigProvider.getConfig().getValue("living-evidence.route.drug-service", URI.class);
    vertx
        .createHttpServer()
        .requestHandler(this::answer)
        .listen(address.getPort(), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private void answer(HttpServerRequest request) {
    String answer = answers.get(String.valueOf(request.path()));
    var response = request.response().putHeader("content-type", "application/json");
    if (answer == null) {
      var unused = response.setStatusCode(404).end("{\"status\":404,\"detail\":\"None.\"}");
    } else {
      var unused = response.end(answer);
    }
  }

  @Test
  void aQuoteIsShownWithWhetherItsSourceHasIt() throws Exception {
    owned();
    ObjectNode quoted = (ObjectNode) Contracts.read("examples/monograph.v1.quoted.json");
    String path = "/monographs/" + quoted.path("id").asText();
    answers.put("/api/v1" + path, quoted.toString());
    assertThat(read(path, 200).asString()).doesNotContain("<h2>Quotes</h2>");
    answers.put(
        "/api/v1" + path + "/lint",
        """
        {"quotes": [{"words": "It <is>.", "state": "verified"},
                    {"words": "It was.", "state": "not-found-in-source"},
                    {"words": "It will be.", "state": "source-not-held"}]}
        """);

    assertThat(read(path, 200).asString())
        .containsSubsequence(
            "<h2>Quotes</h2>",
            "<blockquote>It &lt;is&gt;.<cite>Verified",
            "It was.<cite>Not found in its source",
            "It will be.<cite>Its source is not held here");
  }
}
