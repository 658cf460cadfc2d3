package org.livingevidence.k8stest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.livingevidence.local.FreePort;

/// The images of this build run as the overlay `ci` says: they migrate, become ready, serve the
/// main journey without rights, and leave without losing a request.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PodsTest {
  private static final List<String> SERVICES =
      List.of("citation-service", "drug-service", "gateway");

  @SuppressWarnings("NullAway.Init") // by play
  private static PlayedPods pods;

  @SuppressWarnings("NullAway.Init") // by play
  private static Map<String, PlayedPods.Instance> instances;

  /// Where CI runs, what is missing is an error; elsewhere it takes root, and a skip shows.
  @BeforeAll
  static void play() {
    if (System.getenv("CI") == null) {
      assumeTrue(System.getProperty("user.name").equals("root"), "podman is played as root");
    }
    Podman.buildImages();
    pods = new PlayedPods();
    for (String service : SERVICES) {
      pods.migrate(service);
    }
    instances = SERVICES.stream().collect(Collectors.toMap(service -> service, pods::start));
  }

  @AfterAll
  static void end() {
    if (pods != null) {
      pods.close();
    }
  }

  @Test
  @Order(1)
  void everyProbeOfTheManifestsAnswers(TestReporter reporter) throws Exception {
    for (String service : SERVICES) {
      PlayedPods.Instance instance = instance(service);
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        pods.await(instance, probe);
      }
    }
    // One after the other, with everything they need up: how long a start takes is told, not
    // judged.
    for (String service : SERVICES) {
      int port = FreePort.any();
      Instant before = Instant.now();
      PlayedPods.Instance another = pods.start(service, service + "-timed", port);
      pods.await(another, "readinessProbe");
      Instant ready = Instant.now();
      Instant started =
          Instant.ofEpochMilli(
              Long.parseLong(
                  PlayedPods.inspect(another.container(), "{{.State.StartedAt.UnixMilli}}")));
      reporter.publishEntry(
          service + " ready after",
          "%d ms of its process, %d ms of podman and all; image %s"
              .formatted(
                  Duration.between(started, ready).toMillis(),
                  Duration.between(before, ready).toMillis(),
                  Podman.podman(
                      "image",
                      "inspect",
                      "--format",
                      "{{.Size}}",
                      "localhost/living-evidence/" + service + ":ci")));
      assertThat(pods.end(another)).as("exit code of %s", service).isIn(0, 143);
    }
  }

  @Test
  @Order(2)
  void aWriteAtAnOwnerIsSeenInTheConditionsView() throws Exception {
    URI gateway = instance("gateway").address();
    for (String kind : List.of("topics", "drugs")) {
      String items = sample(kind);
      for (var item : new com.fasterxml.jackson.databind.ObjectMapper().readTree(items)) {
        assertThat(pods.post(gateway.resolve("/api/v1/" + kind), item.toString()).statusCode())
            .as("%s %s", kind, item.path("id"))
            .isEqualTo(201);
      }
    }
    HttpResponse<String> written =
        pods.post(
            gateway.resolve("/api/v1/citations"),
            """
            {"identifiers": {"pmid": "999000001"}, "title": "A record to try things with",
             "year": 2026,
             "headings": [{"id": "D001172", "name": "Arthritis, Rheumatoid", "major": true}]}
            """);
    assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
    String version = written.headers().firstValue("Evidence-Version").orElseThrow();
    Awaitility.await("the view shows it")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              HttpResponse<String> view =
                  pods.get(
                      gateway.resolve("/api/v1/conditions/D001172/citations"),
                      "Evidence-Version",
                      version);
              assertThat(view.statusCode()).as(view.body()).isEqualTo(200);
              assertThat(view.body()).contains("A record to try things with");
            });
    assertThat(pods.get(gateway.resolve("/api/v1/conditions/D001172/drugs")).body())
        .contains("anakinra");
  }

  @Test
  @Order(3)
  void nobodyRunsAsRootOrWritesToTheRoot() throws IOException {
    for (PlayedPods.Instance instance : instances.values()) {
      Path process = Path.of("/proc", PlayedPods.inspect(instance.container(), "{{.State.Pid}}"));
      Map<String, String> status =
          Files.readAllLines(process.resolve("status")).stream()
              .map(line -> line.split(":\\s*", 2))
              .collect(Collectors.toMap(part -> part[0], part -> part[1]));
      assertThat(status.get("Uid"))
          .as("user of %s", instance)
          .isEqualTo("10001\t10001\t10001\t10001");
      assertThat(status.get("Gid")).isEqualTo("10001\t10001\t10001\t10001");
      assertThat(status.get("CapEff")).as("rights of %s", instance).matches("0+");
      assertThat(status.get("CapBnd")).as("rights that %s may ever have", instance).matches("0+");
      assertThat(status.get("NoNewPrivs")).isEqualTo("1");
      assertThat(Files.readAllLines(process.resolve("mountinfo")))
          .as("the root of %s", instance)
          .anyMatch(
              mount -> mount.split(" ")[4].equals("/") && mount.split(" ")[5].startsWith("ro"));
      // A shell would be the first thing that an intruder looks for.
      assertThat(process.resolve("root/bin/sh")).doesNotExist();
      assertThat(Files.readString(process.resolve("root/usr/share/sbom/sbom.cdx.json")))
          .contains(
              "\"CycloneDX\"",
              "pkg:deb/debian/libc6@",
              "pkg:generic/openjdk@25",
              "quarkus-run.jar");
    }
  }

  /// The rolling replacement of a Deployment, by hand: a new pod, then SIGTERM for an old one,
  /// twice, while requests keep coming.
  @Test
  @Order(4)
  void replacingEveryGatewayAnswersEveryRequest(TestReporter reporter) throws Exception {
    PlayedPods.Instance first = instance("gateway");
    PlayedPods.Instance second = pods.start("gateway", "gateway-b", FreePort.any());
    pods.await(second, "readinessProbe");
    try (ReadinessProxy proxy = new ReadinessProxy()) {
      proxy.add(first);
      proxy.add(second);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> proxy.ready().size() == 2);
      AtomicBoolean done = new AtomicBoolean();
      AtomicLong answered = new AtomicLong();
      Queue<String> lost = new ConcurrentLinkedQueue<>();
      List<Thread> clients =
          Stream.of(
                  "/api/v1/conditions/D001172", "/conditions/D001172", "/api/v1/citations?limit=1")
              .map(proxy.address()::resolve)
              .map(uri -> Thread.ofVirtual().start(() -> ask(uri, done, answered, lost)))
              .toList();
      for (PlayedPods.Instance old : List.of(first, second)) {
        PlayedPods.Instance fresh = pods.start("gateway", "gateway-" + old.port(), FreePort.any());
        pods.await(fresh, "readinessProbe");
        proxy.add(fresh);
        long before = answered.get();
        assertThat(pods.end(old)).as("exit code of a gateway told to end").isIn(0, 143);
        proxy.remove(old);
        assertThat(answered.get()).as("requests while it ended").isGreaterThan(before);
        if (old.equals(first)) {
          instances.put("gateway", fresh);
        }
      }
      done.set(true);
      for (Thread client : clients) {
        client.join();
      }
      reporter.publishEntry("requests answered while two gateways were replaced", answered + "");
      assertThat(lost).isEmpty();
      assertThat(answered.get()).isGreaterThan(50);
    }
  }

  private static void ask(URI uri, AtomicBoolean done, AtomicLong answered, Queue<String> lost) {
    while (!done.get()) {
      try {
        HttpResponse<String> answer = pods.get(uri);
        if (answer.statusCode() == 200) {
          answered.incrementAndGet();
        } else {
          lost.add(uri + " was answered " + answer.statusCode());
        }
      } catch (IOException e) {
        lost.add(uri + ": " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static PlayedPods.Instance instance(String service) {
    return Objects.requireNonNull(instances.get(service));
  }

  private static String sample(String kind) throws IOException {
    try (var file = PodsTest.class.getResourceAsStream("/sample/" + kind + ".json")) {
      if (file == null) {
        throw new IllegalStateException("there are no sample " + kind);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
