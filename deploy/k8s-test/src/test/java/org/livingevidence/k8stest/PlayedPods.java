package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.awaitility.Awaitility;
import org.livingevidence.local.FreePort;
import org.livingevidence.local.KafkaTopic;
import org.livingevidence.local.SigningKey;
import org.livingevidence.teststack.Database;
import org.livingevidence.teststack.TestStack;

/// The overlay `ci`, played by podman on this host's network beside the test stack.
final class PlayedPods implements AutoCloseable {
  static final Map<String, Integer> PORTS =
      Map.of("gateway", 8080, "citation-service", 8081, "drug-service", 8082);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String run = "le" + Integer.toString(new Random().nextInt(46656, 1679616), 36);
  private final SigningKey key = SigningKey.generate();
  private final Map<String, Database> databases = new HashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final List<String> played = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  PlayedPods() {
    TestStack.get().createTopics(KafkaTopic.contracts().stream().map(KafkaTopic::name).toList(), 3);
    PORTS.keySet().forEach(service -> ports.put(service, FreePort.any()));
    for (String service : PORTS.keySet()) {
      String name = service.replace("-service", "");
      Database database = TestStack.get().createDatabase("k8s_" + name);
      databases.put(name, database);
      Podman.podmanReading(
          "{\"username\":\"%s\",\"password\":\"%s\"}"
              .formatted(base64(database.user()), base64(database.password())),
          "secret",
          "create",
          run + "-" + name + "-db-app",
          "-");
    }
  }

  /// Plays the pod of a service's migration Job and waits until it has ended well.
  void migrate(String service) {
    Manifest job = Manifest.find(manifests(Map.of()), "Job", service + "-migration").orElseThrow();
    String name = run + "-" + service + "-migration";
    play(pod(name, job, "Never"), Map.of());
    if (!Podman.podman("wait", name + "-migration").equals("0")) {
      throw new AssertionError(
          service + " did not migrate: " + Podman.podman("logs", name + "-migration"));
    }
  }

  /// Plays a service's Deployment and returns when its container runs.
  ///
  /// @param instance tells several of one service apart
  Instance start(String service, String instance, int port) {
    Map<Integer, Integer> moved = Map.of(Objects.requireNonNull(PORTS.get(service)), port);
    Manifest deployment = Manifest.find(manifests(moved), "Deployment", service).orElseThrow();
    String name = run + "-" + instance;
    play(pod(name, deployment, "Always"), moved);
    return new Instance(service, name, name + "-" + service, port, deployment);
  }

  Instance start(String service) {
    return start(service, service, port(service));
  }

  /// A service in a pod.
  ///
  /// @param container as podman names it
  record Instance(String service, String pod, String container, int port, Manifest deployment) {

    /// The path and port of a probe as the manifest has them.
    URI probe(String name) {
      JsonNode get = deployment.podSpec().at("/containers/0/" + name + "/httpGet");
      return URI.create("http://127.0.0.1:" + get.path("port").asInt() + get.path("path").asText());
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + port);
    }
  }

  int port(String service) {
    return Objects.requireNonNull(ports.get(service));
  }

  /// Waits until a probe answers 200.
  void await(Instance instance, String probe) {
    Awaitility.await(instance.service() + " answers its " + probe)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .failFast(
            () -> {
              if (!inspect(instance.container(), "{{.State.Running}}").equals("true")) {
                throw new AssertionError(Podman.podman("logs", instance.container()));
              }
            })
        .until(() -> get(instance.probe(probe)).statusCode() == 200);
  }

  /// Ends a pod as a kubelet does: SIGTERM, then patience, then SIGKILL.
  ///
  /// @return the exit code of its container
  int end(Instance instance) {
    long grace = instance.deployment().podSpec().path("terminationGracePeriodSeconds").asLong();
    Podman.podman("stop", "--time", Long.toString(grace), instance.container());
    int code = Integer.parseInt(inspect(instance.container(), "{{.State.ExitCode}}"));
    Podman.podman("pod", "rm", "--force", instance.pod());
    return code;
  }

  static String inspect(String container, String format) {
    return Podman.podman("inspect", container, "--format", format);
  }

  HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(URI uri, String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    for (String pod : played.reversed()) {
      Podman.podman("pod", "rm", "--force", "--ignore", pod);
    }
    databases.keySet().forEach(name -> Podman.podman("secret", "rm", run + "-" + name + "-db-app"));
    Podman.podman("volume", "rm", "--force", run + "-tokens");
  }

  /// The pod that a controller would make of a workload; podman names those of its own by its
  /// version.
  private static ObjectNode pod(String name, Manifest workload, String restart) {
    ObjectNode pod = JSON.createObjectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata")
        .put("name", name)
        .set("labels", workload.podTemplate().orElseThrow().at("/metadata/labels"));
    ObjectNode spec = workload.podSpec().deepCopy();
    spec.put("restartPolicy", restart);
    // On the host's network a port is there without being opened, and podman insists on it.
    ((ObjectNode) spec.at("/containers/0")).remove("ports");
    pod.set("spec", spec);
    return pod;
  }

  private void play(ObjectNode pod, Map<Integer, Integer> moved) {
    StringBuilder yaml = new StringBuilder();
    ObjectNode tokens = JSON.createObjectNode();
    tokens.put("apiVersion", "v1").put("kind", "ConfigMap");
    tokens.putObject("metadata").put("name", run + "-tokens");
    tokens.putObject("data").put("public.pem", key.publicPem());
    yaml.append(tokens).append("\n---\n");
    for (Manifest map : Manifest.ofKind(manifests(moved), "ConfigMap")) {
      yaml.append(map.json()).append("\n---\n");
    }
    yaml.append(pod).append('\n');
    played.add(pod.at("/metadata/name").asText());
    Podman.podmanReading(yaml.toString(), "kube", "play", "--network", "host", "-");
  }

  /// The overlay with this machine's places in it: its stand-ins are the ports, the databases, and
  /// the names of what others provide.
  ///
  /// @param moved ports that one instance has to itself
  private List<Manifest> manifests(Map<Integer, Integer> moved) {
    String yaml =
        Overlay.yaml("ci")
            .replace("127.0.0.1:65092", TestStack.get().bootstrapServers())
            .replace("living-evidence-tokens", run + "-tokens");
    for (Map.Entry<String, Database> database : databases.entrySet()) {
      yaml =
          yaml.replace(
                  "jdbc:postgresql://127.0.0.1:65432/" + database.getKey(),
                  database.getValue().jdbcUrl())
              .replace(database.getKey() + "-db-app", run + "-" + database.getKey() + "-db-app");
    }
    for (Map.Entry<String, Integer> port : PORTS.entrySet()) {
      int here = moved.getOrDefault(port.getValue(), port(port.getKey()));
      yaml = yaml.replaceAll("\\b" + port.getValue() + "\\b", Integer.toString(here));
    }
    return Overlay.parse(yaml);
  }

  private String token() {
    long now = Instant.now().getEpochSecond();
    return key.sign(
        Map.of(
            "iss",
            "living-evidence",
            "aud",
            List.of("living-evidence"),
            "sub",
            "tester",
            "upn",
            "tester",
            "iat",
            now,
            "exp",
            now + 3600,
            "groups",
            List.of("curator", "importer")));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
