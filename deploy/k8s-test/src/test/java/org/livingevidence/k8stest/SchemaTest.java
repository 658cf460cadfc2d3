package org.livingevidence.k8stest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every resource of every overlay is one that the API server would take, by the schemas of
/// Kubernetes and of the operators' custom resources.
class SchemaTest {
  @SuppressWarnings("NullAway.Init") // by readSchemas
  private static KubernetesSchemas schemas;

  /// Where CI runs, what cannot be checked is an error; elsewhere it is skipped, and that shows.
  @BeforeAll
  static void readSchemas() {
    boolean there = Files.isRegularFile(KubernetesSchemas.archive());
    if (System.getenv("CI") == null) {
      assumeTrue(there, "the schemas are absent: " + KubernetesSchemas.archive());
    }
    assertThat(there).as("%s is there", KubernetesSchemas.archive()).isTrue();
    schemas = KubernetesSchemas.load();
  }

  static List<String> overlays() {
    return Overlay.names();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyResourceSatisfiesItsSchema(String overlay) {
    List<Manifest> manifests = Overlay.manifests(overlay);
    assertThat(manifests).hasSizeGreaterThan(10);
    assertThat(manifests.stream().flatMap(manifest -> schemas.problems(manifest).stream()))
        .isEmpty();
  }

  /// What an author may do wrong.
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("Deployment", "/spec", "a misspelt field", s -> s.put("replica", 3)),
        mistake(
            "Deployment",
            "/spec/template/spec/containers/0/readinessProbe/httpGet",
            "a misspelt field deep inside",
            s -> s.put("pfad", "/")),
        mistake("Deployment", "/spec", "words for a number", s -> s.put("replicas", "three")),
        mistake("Deployment", "/spec", "a missing field", s -> s.remove("selector")),
        mistake("Deployment", "", "another group's version", s -> s.put("apiVersion", "apps/v2")),
        mistake("Deployment", "", "a kind that does not exist", s -> s.put("kind", "Deploy")),
        mistake(
            "Job",
            "/spec/template/spec/containers/0",
            "a number in the environment",
            s -> s.putArray("env").addObject().put("name", "A").put("value", 1)),
        mistake(
            "Kafka",
            "/spec/kafka/listeners/0",
            "an unknown type of listener",
            s -> s.put("type", "extern")),
        mistake(
            "Kafka",
            "/spec",
            "what an older Strimzi had",
            s -> s.putObject("zookeeper").put("replicas", 3)),
        mistake(
            "KafkaNodePool",
            "/spec",
            "a missing field of a custom resource",
            s -> s.remove("roles")),
        mistake(
            "KafkaUser",
            "/spec/authorization/acls/0",
            "a right that does not exist",
            s -> s.putArray("operations").add("Reads")),
        mistake(
            "Cluster",
            "/spec/postgresql/synchronous",
            "an unknown durability",
            s -> s.put("dataDurability", "some")),
        mistake(
            "Cluster",
            "/spec/storage",
            "a misspelt field of a custom resource",
            s -> s.put("sizes", "1Gi")),
        mistake("PodMonitor", "/spec", "a field of another resource", s -> s.putArray("endpoints")),
        mistake(
            "NetworkPolicy",
            "/spec",
            "a list where an object belongs",
            s -> s.putArray("podSelector")),
        mistake(
            "HorizontalPodAutoscaler", "/spec", "a missing bound", s -> s.remove("maxReplicas")));
  }

  @ParameterizedTest(name = "{2} of {0}")
  @MethodSource("mistakes")
  void aPlantedMistakeIsFound(String kind, String where, String what, Consumer<ObjectNode> plant) {
    Manifest manifest = Manifest.ofKind(Overlay.manifests("production"), kind).getFirst();
    assertThat(schemas.problems(manifest)).as("before").isEmpty();
    plant.accept((ObjectNode) manifest.at(where));
    assertThat(schemas.problems(manifest)).as("with %s", what).isNotEmpty();
  }

  @Test
  void whatTakesANumberOrTextTakesBoth() {
    Manifest service = Manifest.ofKind(Overlay.manifests("production"), "Service").getFirst();
    ObjectNode port = (ObjectNode) service.at("/spec/ports/0");
    port.put("targetPort", "http");
    assertThat(schemas.problems(service)).isEmpty();
    port.put("targetPort", true);
    assertThat(schemas.problems(service)).isNotEmpty();
  }

  private static Arguments mistake(
      String kind, String where, String what, Consumer<ObjectNode> plant) {
    return Arguments.of(kind, where, what, plant);
  }
}
