package org.livingevidence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A local stack as the benchmarks see it: its gateway's REST, its services' metrics, its
/// databases.
final class StackClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofHours(6);
  private static final int CITATION_SERVICE = 1;
  private static final int POSTGRES = 3;
  private static final int KAFKA = 4;

  private final int portBase;
  private final Path data;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @param portBase the gateway's port
  /// @param data the stack's data folder
  StackClient(int portBase, Path data) throws IOException {
    this.portBase = portBase;
    this.data = data;
    this.token = Files.readString(data.resolve("token")).strip();
  }

  URI gateway() {
    return URI.create("http://127.0.0.1:" + portBase);
  }

  URI citationService() {
    return URI.create("http://127.0.0.1:" + (portBase + CITATION_SERVICE));
  }

  /// Where its broker listens.
  String kafka() {
    return "127.0.0.1:" + (portBase + KAFKA);
  }

  String token() {
    return token;
  }

  StackProcesses processes() {
    return new StackProcesses(data);
  }

  /// A session as the owner of one of the stack's databases.
  Connection database(String name) throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + (portBase + POSTGRES) + "/" + name,
        name,
        Files.readString(data.resolve("secrets/" + name + ".password")).strip());
  }

  /// Uploads a file and waits until its import has ended.
  ///
  /// @return the import as the service tells it
  /// @throws IOException when it did not finish
  JsonNode importFile(Path file) throws IOException, InterruptedException {
    HttpResponse<String> accepted =
        answered(
            HttpRequest.newBuilder(gateway().resolve("/api/v1/imports?name=" + file.getFileName()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build());
    String job = "/api/v1/imports/" + JSON.readTree(accepted.body()).path("id").asText();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode answer = JSON.readTree(send("GET", job, null, Map.of()).body());
      String state = answer.path("state").asText();
      if (state.equals("finished")) {
        return answer;
      }
      if (state.equals("failed") || state.equals("cancelled") || System.nanoTime() > giveUp) {
        throw new IOException(job + " is " + state + ": " + answer);
      }
      Thread.sleep(200);
    }
  }

  /// The value of a metric of the gateway.
  ///
  /// @param name with its labels, as the service prints it
  double gatewayMetric(String name) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(gateway().resolve("/q/metrics")).build(),
            HttpResponse.BodyHandlers.ofString());
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  /// Sends a request with a token, and a body when there is one.
  ///
  /// @throws IOException when the answer is not a success
  HttpResponse<String> send(
      String method, String path, @Nullable JsonNode body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway().resolve(path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    return answered(request.build());
  }

  /// How many publications a condition's view counts.
  ///
  /// @return -1 while there is no view
  long publicationsOf(String condition) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(gateway().resolve("/api/v1/conditions/" + condition)).build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200
        ? JSON.readTree(answer.body()).path("publications").path("total").asLong(-1)
        : -1;
  }

  /// How long a GET took, so many times.
  Latencies timed(String path, int rounds) throws IOException, InterruptedException {
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      nanos[i] = timed(path);
    }
    return new Latencies(nanos);
  }

  /// How long a GET took until its last byte, in nanoseconds.
  long timed(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(gateway().resolve(path)).build();
    long start = System.nanoTime();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    long took = System.nanoTime() - start;
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
    return took;
  }

  private HttpResponse<String> answered(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          request.method()
              + " "
              + request.uri()
              + ": "
              + answer.statusCode()
              + " "
              + answer.body());
    }
    return answer;
  }
}
