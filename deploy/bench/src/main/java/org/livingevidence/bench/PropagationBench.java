package org.livingevidence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Write → SSE client: `count` changes to distinct citations, open loop at a fixed rate, each
/// timed from the instant it was due until its bytes are read from the gateway's event stream.
/// Correct only when every acknowledged change arrived.
final class PropagationBench {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI owner;
  private final URI gateway;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  PropagationBench(URI owner, URI gateway, String token) {
    this.owner = owner;
    this.gateway = gateway;
    this.token = token;
  }

  /// @param total from the instant the write was due to the event at the client
  /// @param acknowledged from the instant the write was due to its HTTP answer
  /// @param missing acknowledged changes that never arrived
  record Result(Latencies total, Latencies acknowledged, int failed, int missing) {}

  /// @param firstPmid the number of the first citation; the run uses `count` numbers from there,
  /// far above NLM's
  Result run(long firstPmid, int count, double perSecond, String headingId) throws Exception {
    for (int i = 0; i < count; i++) {
      write("POST", "/api/v1/citations", firstPmid + i, "Before the change", headingId);
    }
    Map<String, Long> arrivals = new ConcurrentHashMap<>();
    String expectedPrefix = "living-evidence.citation.changed.v1/";
    try (EventStream stream =
        EventStream.open(
            client,
            gateway.resolve("/api/v1/changes"),
            data -> {
              long now = System.nanoTime();
              collectCauses(data, id -> arrivals.putIfAbsent(id, now));
            })) {
      return timedWrites(firstPmid, count, perSecond, headingId, arrivals, expectedPrefix);
    }
  }

  private Result timedWrites(
      long firstPmid,
      int count,
      double perSecond,
      String headingId,
      Map<String, Long> arrivals,
      String expectedPrefix)
      throws Exception {
    record Sent(long dueNanos, long answeredNanos, String eventId) {}
    List<Future<Sent>> sent = new ArrayList<>();
    // More than this many unanswered writes means that the rate is not sustained; the figure then
    // shows the queueing.
    Semaphore unanswered = new Semaphore(256);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      Pace pace = new Pace(perSecond);
      for (int i = 0; i < count; i++) {
        long due = pace.awaitTurn(i);
        long pmid = firstPmid + i;
        unanswered.acquire();
        sent.add(
            writers.submit(
                () -> {
                  try {
                    String eventId =
                        write(
                            "PUT",
                            "/api/v1/citations/pmid:" + pmid,
                            pmid,
                            "After the change",
                            headingId);
                    return new Sent(due, System.nanoTime(), eventId);
                  } finally {
                    unanswered.release();
                  }
                }));
      }
    }
    List<Sent> acknowledged = new ArrayList<>();
    int failed = 0;
    for (Future<Sent> future : sent) {
      try {
        acknowledged.add(future.get());
      } catch (java.util.concurrent.ExecutionException e) {
        failed++;
        System.err.println("write failed: " + e.getCause());
      }
    }
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < giveUp
        && !acknowledged.stream().allMatch(s -> arrivals.containsKey(s.eventId()))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    List<Long> total = new ArrayList<>();
    int missing = 0;
    for (Sent s : acknowledged) {
      Long at = arrivals.get(s.eventId());
      if (at == null || !s.eventId().startsWith(expectedPrefix)) {
        missing++;
      } else {
        total.add(at - s.dueNanos());
      }
    }
    return new Result(
        new Latencies(total.stream().mapToLong(Long::longValue).toArray()),
        new Latencies(
            acknowledged.stream().mapToLong(s -> s.answeredNanos() - s.dueNanos()).toArray()),
        failed,
        missing);
  }

  /// A change's cause names its event, or each of them where one position stands for a batch.
  private static void collectCauses(String data, java.util.function.Consumer<String> onEventId) {
    try {
      JsonNode cause = JSON.readTree(data).path("cause");
      if (cause.path("id").isTextual()) {
        onEventId.accept(cause.path("id").asText());
      }
      cause.path("ids").forEach(id -> onEventId.accept(id.asText()));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("The stream sent what is not JSON: " + data, e);
    }
  }

  /// Writes one citation and returns the id of its event.
  private String write(String method, String path, long pmid, String title, String headingId)
      throws Exception {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "identifiers",
                Map.of("pmid", Long.toString(pmid)),
                "title",
                title + " of record " + pmid,
                "year",
                2020,
                "headings",
                List.of(Map.of("id", headingId, "name", "Arthritis, Rheumatoid", "major", true)),
                "publicationTypes",
                List.of(Map.of("id", "D016428", "name", "Journal Article"))));
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(owner.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return response
        .headers()
        .firstValue("Evidence-Version")
        .orElseThrow(() -> new IllegalStateException("A write answered no Evidence-Version"));
  }
}
