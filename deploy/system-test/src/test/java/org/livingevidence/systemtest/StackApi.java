package org.livingevidence.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SortedMap;
import org.awaitility.Awaitility;

/// The REST interface of a running stack, with its write token.
final class StackApi {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RunningStack stack;

  StackApi(RunningStack stack) {
    this.stack = stack;
  }

  HttpResponse<String> send(String method, String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return send(method, path, contentType, body, stack.writeToken());
  }

  /// @param token empty for a request without one
  HttpResponse<String> send(
      String method, String path, String contentType, byte[] body, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stack.gateway().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  JsonNode get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + stack.writeToken())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", uri, response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return get(stack.gateway().resolve(path));
  }

  /// Asks an owner to publish the state of everything again.
  void emitAgain(int port) throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            "POST",
            "http://127.0.0.1:" + port + "/api/v1/outbox/re-emissions",
            "application/json",
            "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
  }

  /// Waits until nothing is on its way: every import has ended, no event waits or is emitted
  /// again, the projector has applied the log to its end and links nothing again.
  void awaitRest() {
    Awaitility.await("everything has arrived")
        .atMost(Duration.ofMinutes(6))
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .untilAsserted(this::assertAtRest);
  }

  private void assertAtRest() throws IOException, InterruptedException {
    for (JsonNode job : get("/api/v1/imports?limit=500").path("items")) {
      assertThat(job.path("state").asText()).isIn("finished", "failed", "cancelled");
    }
    for (int offset : new int[] {1, 2}) {
      JsonNode outbox =
          get(URI.create("http://127.0.0.1:" + (stack.portBase() + offset) + "/api/v1/outbox"));
      assertThat(outbox.path("interactive").path("rows").asLong(-1)).isZero();
      assertThat(outbox.path("bulk").path("rows").asLong(-1)).isZero();
      assertThat(outbox.path("reemissions")).as(outbox.toString()).isEmpty();
    }
    JsonNode projection = get("/api/v1/projection");
    assertThat(projection.path("leading").asBoolean()).isTrue();
    assertThat(projection.path("relinking").asLong(-1)).isZero();
    assertThat(projection.path("lag").isObject()).isTrue();
    projection.path("lag").forEach(lag -> assertThat(lag.asLong()).isZero());
  }

  /// The canonical content once nothing is on its way.
  SortedMap<String, String> contentAtRest() throws IOException, InterruptedException {
    awaitRest();
    return new CanonicalContent(stack.gateway()).read();
  }
}
