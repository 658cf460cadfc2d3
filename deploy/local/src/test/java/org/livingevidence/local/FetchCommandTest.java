package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Against a stand-in for the gateway that answers as its API is documented.
class FetchCommandTest {
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final StringWriter said = new StringWriter();
  private HttpServer gateway = started();

  private HttpServer started() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void answer() {
    gateway.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] next = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(next.length == 0 ? 503 : 200, next.length);
            exchange.getResponseBody().write(next);
          }
        });
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  private int fetch(String... arguments) throws IOException {
    var command = new FetchCommand();
    new CommandLine(command).parseArgs(arguments);
    String url = "http://127.0.0.1:" + gateway.getAddress().getPort();
    return command.fetch(new StackClient(url, "token"), new PrintWriter(said));
  }

  @Test
  void aQueryIsFetchedAndItsProgressTold() throws Exception {
    answers.add("{\"id\": \"h1\"}");
    // away
    answers.add("");
    answers.add(
        """
        {"runs": [{"n": 1, "importId": "c-1", "import": {"state": "running", "ended": false,
         "problem": null, "waiting": "eutils.ncbi.nlm.nih.gov"}}]}
        """);
    answers.add(
        """
        {"runs": [{"n": 1, "found": 3, "importId": "c-1", "import": {"state": "finished",
         "ended": true, "finished": true, "counts": {"created": 2, "unchanged": 1}}}]}
        """);

    assertThat(fetch("pubmed", "--query", "still's disease")).isZero();

    assertThat(said.toString())
        .contains("running: waiting for eutils.ncbi.nlm.nih.gov")
        .contains("finished: 3 found; 2 created, 1 unchanged")
        .contains("Harvest h1, import c-1.");
    assertThat(asked.getFirst()).isEqualTo("POST /api/v1/harvests {\"query\":\"still's disease\"}");
  }

  @Test
  void anEarlierHarvestIsFetchedAgain() throws Exception {
    answers.add("{\"n\": 2}");
    answers.add(
        """
        {"runs": [{"n": 2, "importId": "c-2", "import": {"state": "failed", "ended": true,
         "problem": "PubMed did not answer."}}]}
        """);
    assertThat(fetch("pubmed", "--again", "h1")).isOne();
    assertThat(asked.getFirst()).startsWith("POST /api/v1/harvests/h1/runs");
    assertThat(said.toString()).contains("failed: PubMed did not answer.");
  }

  @Test
  void labelsAreFetchedByQueryAndBySetId() throws Exception {
    String done =
        """
        {"runs": [{"n": 1, "found": 1, "importId": "d-1", "import": {"state": "finished",
         "ended": true, "finished": true, "counts": {"created": 1}}}]}
        """;
    answers.addAll(List.of("{\"id\": \"d-h1\"}", done, "{\"id\": \"d-h2\"}", done));
    assertThat(fetch("openfda", "--search", "openfda.generic_name:anakinra")).isZero();
    assertThat(fetch("dailymed", "--set-id", "a-b,c-d", "--history")).isZero();
    assertThat(said.toString()).contains("Harvest d-h2, import d-1.");
    assertThat(asked)
        .contains(
            "POST /api/v1/harvests {\"source\":\"openfda\","
                + "\"query\":\"openfda.generic_name:anakinra\"}",
            "POST /api/v1/harvests {\"source\":\"dailymed\",\"setIds\":[\"a-b\",\"c-d\"],"
                + "\"history\":true}");
  }

  @Test
  void filesAreAppliedAndWhyTheyStoppedIsSaid() throws Exception {
    answers.add("{\"state\": \"up-to-date\", \"statement\": \"old\", \"waiting\": true}");
    answers.add("{\"state\": \"running\", \"statement\": \"Fetching\", \"waiting\": true}");
    answers.add("{\"state\": \"stopped\", \"statement\": \"One is missing.\", \"waiting\": false}");
    assertThat(fetch("pubmed-files")).isOne();
    assertThat(said.toString()).isEqualToIgnoringNewLines("FetchingOne is missing.");
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    assertThatThrownBy(() -> fetch("medline")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> fetch("pubmed", "--query", "x", "--pmid", "1"))
        .hasMessageContaining("One of");
    assertThatThrownBy(() -> fetch("pubmed", "--set-id", "a")).hasMessageContaining("One of");
    assertThatThrownBy(() -> fetch("openfda", "--set-id", "a", "--history"))
        .hasMessageContaining("--history");
    assertThat(asked).isEmpty();
  }
}
