package org.livingevidence.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is wrong is refused with a problem document that says what and where, through the
/// gateway, and leaves nothing behind.
class BadInputTest {

  private static final String ARTICLE =
      """
      <PubmedArticle><MedlineCitation><PMID Version="1">%d</PMID><Article><ArticleTitle>%s</ArticleTitle></Article>
      </MedlineCitation></PubmedArticle>
      """;

  private static RunningStack stack;
  private static StackApi api;
  private static SortedMap<String, String> before;

  @BeforeAll
  static void start() throws Exception {
    stack = RunningStack.startWithSamples("bad-input");
    api = new StackApi(stack);
    before = api.contentAtRest();
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      assertThat(api.contentAtRest()).as("nothing was left behind").isEqualTo(before);
    } finally {
      stack.close();
    }
  }

  @Test
  void aTruncatedGzipFailsAndSaysHowFarItWasReadable() throws Exception {
    byte[] whole = gzip("<PubmedArticleSet>" + articles(2000) + "</PubmedArticleSet>");
    JsonNode job = importAndAwaitEnd(Arrays.copyOf(whole, whole.length / 2), "cut.xml.gz");

    assertThat(job.path("state").asText()).isEqualTo("failed");
    assertThat(job.path("problem").path("detail").asText()).containsIgnoringCase("gzip");
  }

  @Test
  void malformedXmlFailsAndNamesTheLine() throws Exception {
    JsonNode job =
        importAndAwaitEnd(
            "<PubmedArticleSet>\n<PubmedArticle></PubmedArticleSet>".getBytes(UTF_8), "bad.xml");

    assertThat(job.path("state").asText()).isEqualTo("failed");
    assertThat(job.path("problem").findValue("line")).as(job.toString()).isNotNull();
    assertThat(job.path("problem").findValue("line").asInt()).as(job.toString()).isEqualTo(2);
  }

  @Test
  void anExternalEntityIsNotRead() throws Exception {
    String document =
        """
        <!DOCTYPE PubmedArticleSet [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
        <PubmedArticleSet>%s</PubmedArticleSet>
        """
            .formatted(ARTICLE.formatted(999_100_001L, "&secret;"));
    JsonNode job = importAndAwaitEnd(document.getBytes(UTF_8), "entity.xml");

    assertThat(job.toString()).doesNotContain("root:");
    assertThat(job.path("state").asText()).isEqualTo("failed");
  }

  @Test
  void anUnknownConditionIs404AndSaysWhich() throws Exception {
    HttpResponse<String> response =
        api.send("GET", "/api/v1/conditions/D999999999", "application/json", new byte[0]);

    assertProblem(response, 404);
    assertThat(response.body()).contains("D999999999");
  }

  @Test
  void aWrongTypeNamesItsField() throws Exception {
    HttpResponse<String> response =
        api.send(
            "PUT",
            "/api/v1/citations/pmid:999100002",
            "application/json",
            "{\"id\": \"pmid:999100002\", \"identifiers\": {\"pmid\": \"999100002\"}, \"title\": \"t\", \"year\": \"soon\"}"
                .getBytes(UTF_8));

    assertThat(response.statusCode()).as(response.body()).isBetween(400, 422);
    assertProblem(response, response.statusCode());
    assertThat(response.body()).contains("year");
  }

  @Test
  void aMissingTokenIs401AndAForgedOneToo() throws Exception {
    byte[] body = "{\"title\": \"t\"}".getBytes(UTF_8);

    assertProblem(api.send("POST", "/api/v1/citations", "application/json", body, ""), 401);
    assertProblem(
        api.send("POST", "/api/v1/citations", "application/json", body, "not.a.token"), 401);
  }

  @Test
  void aFileOfNoKnownKindIsRefusedWithTheKindsThatAre() throws Exception {
    HttpResponse<String> response =
        api.send(
            "POST",
            "/api/v1/imports?name=what.bin",
            "application/octet-stream",
            new byte[] {1, 2, 3, 4});

    assertThat(response.statusCode()).as(response.body()).isIn(415, 422);
    assertProblem(response, response.statusCode());
    assertThat(response.body()).contains("pubmed-xml");
  }

  private static void assertProblem(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = StackApi.JSON.readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).isNotBlank();
  }

  private static JsonNode importAndAwaitEnd(byte[] file, String name) throws Exception {
    HttpResponse<String> accepted =
        api.send(
            "POST",
            "/api/v1/imports?kind=pubmed-xml&name=" + name,
            "application/octet-stream",
            file);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String id = StackApi.JSON.readTree(accepted.body()).path("id").asText();
    return Awaitility.await("import " + id + " has ended")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> api.get("/api/v1/imports/" + id),
            job -> job.path("state").asText().matches("finished|failed|cancelled"));
  }

  private static String articles(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(ARTICLE.formatted(999_200_000L + i, "Record " + i));
    }
    return text.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
