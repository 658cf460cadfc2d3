package org.livingevidence.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The launcher's own use of the public REST API, through the gateway, with the local write token.
final class StackClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;
  private final String token;

  StackClient(String base, String token) {
    this.base = base;
    this.token = token;
  }

  /// What the service answered.
  ///
  /// @param body parsed when it is JSON, otherwise a text node
  record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
    boolean ok() {
      return status >= 200 && status < 300;
    }

    /// The problem in words, for a person.
    String problem() {
      String detail = body.path("detail").asText(body.path("title").asText(""));
      return status + (detail.isBlank() ? "" : ": " + detail);
    }

    @Nullable String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse(null);
    }
  }

  Answer get(String path, String... headers) throws IOException {
    HttpRequest.Builder request = request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /// @param key the same for every attempt at this creation, so that a repeated one does nothing
  ///     twice
  Answer post(String path, JsonNode body, String key) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /// Sends a file as it lies on the disk; only a small buffer of it is in memory.
  ///
  /// @param key the same for every attempt at this upload, so that a repeated one does nothing
  ///     twice
  Answer upload(Path file, String name, String key) throws IOException {
    try {
      return send(
          request("/api/v1/imports?name=" + encode(name))
              .timeout(Duration.ofHours(1))
              .header("Content-Type", "application/octet-stream")
              .header("Idempotency-Key", key)
              .POST(HttpRequest.BodyPublishers.ofFile(file)));
    } catch (FileNotFoundException e) {
      throw new Refusal("There is no file " + file + ".", e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()), response.headers().map());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return JSON.getNodeFactory().textNode(body);
    }
  }
}
