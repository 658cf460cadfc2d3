package org.livingevidence.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// An owner that is told to end (SIGTERM) while people write: every write that it acknowledged
/// arrives once, and whoever is turned away may repeat (I1, I5).
class LeavingOwnerTest {
  /// As the manifests set them for a cluster, with shorter times.
  private static final Map<String, String> LEAVING =
      Map.of("QUARKUS_SHUTDOWN_DELAY", "2S", "QUARKUS_SHUTDOWN_TIMEOUT", "20S");

  private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();

  @Test
  void everyAcknowledgedWriteArrivesOnceAndNoOtherAnswerThanToComeAgainIsGiven() throws Exception {
    try (RunningStack stack = RunningStack.startEmpty("leaving", LEAVING);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      StackApi api = new StackApi(stack);
      URI owner = URI.create("http://127.0.0.1:" + (stack.portBase() + 1));
      String token = stack.writeToken();
      List<Thread> writers =
          IntStream.range(0, 4)
              .mapToObj(
                  number ->
                      Thread.ofVirtual()
                          .start(
                              () ->
                                  write(
                                      client,
                                      number % 2 == 0 ? stack.gateway() : owner,
                                      token,
                                      777_000_000L + number * 100_000L)))
              .toList();
      awaitWrites(20);

      ProcessHandle leaving = stack.service("citation-service");
      assertThat(leaving.destroy()).as("SIGTERM").isTrue();
      leaving.onExit().join();
      stack.awaitService("citation-service");
      awaitWrites(acknowledged.size() + 20);
      stopped.set(true);
      for (Thread writer : writers) {
        writer.join();
      }

      assertThat(wrong).isEmpty();
      api.awaitRest();
      Databases databases = new Databases(stack);
      String held =
          databases.one(
              "gateway",
              "select string_agg(id, ',') from g"
                  + databases.one("gateway", "select generation from projector")
                  + ".citation where not deleted");
      assertThat(List.of(held.split(",")))
          .as("%d were turned away", turnedAway.get())
          .containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(api.get(owner.resolve("/api/v1/outbox")).path("blocked")).isEmpty();
    }
  }

  private void awaitWrites(int atLeast) {
    Awaitility.await(atLeast + " writes")
        .atMost(Duration.ofMinutes(3))
        .until(() -> acknowledged.size() >= atLeast || !wrong.isEmpty());
  }

  /// Writes one after the other, each until it is acknowledged.
  private void write(HttpClient client, URI to, String token, long first) {
    for (long pmid = first; !stopped.get() && wrong.isEmpty(); pmid++) {
      HttpRequest request =
          HttpRequest.newBuilder(to.resolve("/api/v1/citations"))
              .timeout(Duration.ofSeconds(60))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "leaving-" + pmid)
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(
                      """
                      {"identifiers": {"pmid": "%1$d"}, "title": "Written number %1$d"}
                      """
                          .formatted(pmid)
                          .getBytes(UTF_8)))
              .build();
      try {
        while (!acknowledged(client, request)) {
          turnedAway.incrementAndGet();
          Thread.onSpinWait();
        }
        acknowledged.add("pmid:" + pmid);
      } catch (Exception | AssertionError e) {
        wrong.add(pmid + " at " + to + ": " + e);
      }
    }
  }

  /// Sends it once.
  ///
  /// @return false when the sender was turned away and may repeat
  private static boolean acknowledged(HttpClient client, HttpRequest request) throws Exception {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent()) {
        return false;
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      return true;
    } catch (IOException e) {
      // Refused, or closed without an answer: it may be repeated, for its key stays the same.
      return false;
    }
  }
}
