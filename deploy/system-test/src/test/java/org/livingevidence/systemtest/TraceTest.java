package org.livingevidence.systemtest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// One trace leads from a request through outbox and Kafka to the views and the message of a
/// stream, and its spans arrive at a collector.
class TraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  /// What was sent to the collector, each body byte for character.
  private final List<String> sent = new CopyOnWriteArrayList<>();

  @Test
  void oneTraceLeadsFromTheWriteToTheMessageOfAStream() throws Exception {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          sent.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try (RunningStack stack =
        RunningStack.startEmpty(
            "traced",
            Map.of(
                "LIVING_EVIDENCE_TRACE_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces",
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                "true"))) {
      CompletableFuture<String> message = nextChange(stack);

      assertThat(createTopic(stack)).isEqualTo(201);

      assertThat(message.get(60, java.util.concurrent.TimeUnit.SECONDS))
          .as("the stream's message")
          .contains("\"traceparent\":\"00-" + TRACE + "-");
      String id = new String(HexFormat.of().parseHex(TRACE), ISO_8859_1);
      for (String span : List.of("POST /api/v1/topics", "publish topic", "apply topic")) {
        Awaitility.await(span + " at the collector")
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(sent)
                        .anySatisfy(body -> assertThat(body).contains(id).contains(span)));
      }
    } finally {
      collector.stop(0);
    }
  }

  private static CompletableFuture<String> nextChange(RunningStack stack) {
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(stack.gateway().resolve("/api/v1/changes"))
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofLines())
        .thenApplyAsync(
            answer ->
                answer
                    .body()
                    .filter(line -> line.startsWith("data:") && line.contains("traceparent"))
                    .findFirst()
                    .orElse(""));
  }

  private static int createTopic(RunningStack stack) throws Exception {
    URI topics = stack.gateway().resolve("/api/v1/topics");
    String body =
        """
        {"scheme": "curated", "kind": "umbrella", "name": "Traced disease", "narrower": ["D016706"]}
        """;
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(topics)
                    .header("Authorization", "Bearer " + stack.writeToken())
                    .header("Content-Type", "application/json")
                    .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                    .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isNotBlank();
    return answer.statusCode();
  }
}
