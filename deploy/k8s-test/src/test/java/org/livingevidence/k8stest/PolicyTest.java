package org.livingevidence.k8stest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every overlay holds to the policies, and each policy notices what breaks it.
class PolicyTest {
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  static Stream<Arguments> policiesOfOverlays() {
    return Overlay.names().stream()
        .flatMap(
            overlay ->
                Stream.of(Policy.values())
                    .filter(policy -> policy.concerns(overlay))
                    .map(policy -> Arguments.of(overlay, policy)));
  }

  @ParameterizedTest
  @MethodSource("policiesOfOverlays")
  void anOverlayHoldsToThePolicy(String overlay, Policy policy) {
    assertThat(policy.violations(Overlay.manifests(overlay))).isEmpty();
  }

  /// What an author may break, in production's overlay.
  static Stream<Arguments> breaches() {
    return Stream.of(
        breach(
            Policy.RESTRICTED_PODS,
            "Deployment/gateway",
            POD + "/securityContext",
            s -> s.put("runAsNonRoot", false)),
        breach(
            Policy.RESTRICTED_PODS,
            "Deployment/gateway",
            CONTAINER + "/securityContext",
            s -> s.put("readOnlyRootFilesystem", false)),
        breach(
            Policy.RESTRICTED_PODS,
            "Job/gateway-migration",
            CONTAINER + "/securityContext",
            s -> s.remove("capabilities")),
        breach(Policy.RESTRICTED_PODS, "Deployment/gateway", POD, s -> s.put("hostNetwork", true)),
        breach(
            Policy.NO_API_TOKENS,
            "Deployment/gateway",
            POD,
            s -> s.remove("automountServiceAccountToken")),
        breach(
            Policy.NO_API_TOKENS,
            "ServiceAccount/gateway",
            "",
            s -> s.put("automountServiceAccountToken", true)),
        breach(
            Policy.TRUTHFUL_PROBES,
            "Deployment/gateway",
            CONTAINER + "/readinessProbe/httpGet",
            s -> s.put("path", "/q/health")),
        breach(
            Policy.TRUTHFUL_PROBES, "Deployment/gateway", CONTAINER, s -> s.remove("startupProbe")),
        breach(
            Policy.TRUTHFUL_PROBES,
            "Deployment/gateway",
            CONTAINER + "/livenessProbe/httpGet",
            s -> s.put("port", 9000)),
        breach(
            Policy.SIZED_JVM,
            "Deployment/gateway",
            CONTAINER + "/resources/limits",
            s -> s.put("memory", "1Gi")),
        breach(
            Policy.SIZED_JVM,
            "Deployment/gateway",
            CONTAINER + "/resources",
            s -> s.remove("requests")),
        breach(
            Policy.GRACEFUL_END,
            "Deployment/gateway",
            POD,
            s -> s.put("terminationGracePeriodSeconds", 30)),
        breach(
            Policy.GRACEFUL_END,
            "Deployment/gateway",
            "/spec/strategy/rollingUpdate",
            s -> s.put("maxUnavailable", 1)),
        breach(
            Policy.MATCHING_SELECTORS,
            "Service/gateway",
            "/spec/selector",
            s -> s.put("app.kubernetes.io/name", "gate")),
        breach(
            Policy.MATCHING_SELECTORS,
            "Service/gateway",
            "/spec/selector",
            s -> s.removeAll().put("app.kubernetes.io/part-of", "living-evidence")),
        breach(
            Policy.MATCHING_SELECTORS,
            "Service/gateway",
            "/spec/ports/0",
            s -> s.put("targetPort", 8888)),
        breach(
            Policy.MATCHING_SELECTORS,
            "Ingress/gateway",
            "/spec/rules/0/http/paths/1/backend/service/port",
            s -> s.put("name", "https")),
        breach(
            Policy.MATCHING_SELECTORS,
            "Ingress/gateway",
            "/spec/rules/0/http/paths/1",
            s -> s.put("path", "/q")),
        breach(
            Policy.KNOWN_REFERENCES,
            "Deployment/gateway",
            POD + "/volumes/0/secret",
            s -> s.put("secretName", "gateway-db")),
        breach(
            Policy.KNOWN_REFERENCES,
            "Deployment/gateway",
            CONTAINER + "/envFrom/0/configMapRef",
            s -> s.put("name", "gateway")),
        breach(
            Policy.KNOWN_REFERENCES,
            "Deployment/gateway",
            POD,
            s -> s.put("serviceAccountName", "gate")),
        breach(Policy.NO_SECRET_VALUES, "Service/gateway", "", s -> s.put("kind", "Secret")),
        breach(
            Policy.NO_SECRET_VALUES,
            "ConfigMap/gateway-",
            "/data",
            s -> s.put("QUARKUS_DATASOURCE_PASSWORD", "x")),
        breach(
            Policy.NO_SECRET_VALUES,
            "ConfigMap/gateway-",
            "/data",
            s -> s.put("KAFKA_URL", "http://me:word@kafka")),
        breach(
            Policy.PRIMARY_DIRECTLY,
            "ConfigMap/gateway-",
            "/data",
            s ->
                s.put(
                    "LIVING_EVIDENCE_PROJECTION_DIRECT_URL",
                    "jdbc:postgresql://gateway-db-pooler-rw:5432/gateway")),
        breach(
            Policy.PRIMARY_DIRECTLY,
            "ConfigMap/gateway-",
            "/data",
            s ->
                s.put(
                    "LIVING_EVIDENCE_READ_DIRECT_URL",
                    "jdbc:postgresql://gateway-db-ro:5432/gateway")),
        breach(
            Policy.PRIMARY_DIRECTLY,
            "ConfigMap/drug-service-",
            "/data",
            s -> s.remove("LIVING_EVIDENCE_OUTBOX_DIRECT_URL")),
        breach(Policy.MIGRATED_BY_JOBS, "Deployment/drug-service", CONTAINER, s -> s.remove("env")),
        breach(
            Policy.MIGRATED_BY_JOBS,
            "Job/drug-service-migration",
            CONTAINER,
            s -> s.put("image", "another")),
        breach(
            Policy.NETWORK_WAYS,
            "NetworkPolicy/gateway",
            "/spec",
            s -> ((ArrayNode) s.path("egress")).remove(0)),
        breach(
            Policy.NETWORK_WAYS,
            "NetworkPolicy/citation-db",
            "/spec",
            s -> ((ArrayNode) s.path("ingress")).remove(0)),
        breach(Policy.NETWORK_WAYS, "NetworkPolicy/dns", "/spec", s -> s.putArray("egress")),
        breach(
            Policy.NETWORK_WAYS,
            "ConfigMap/gateway-",
            "/data",
            s -> s.put("KAFKA_BOOTSTRAP_SERVERS", "evidence-kafka-bootstrap:9092")),
        breach(
            Policy.NETWORK_WAYS,
            "ConfigMap/gateway-",
            "/data",
            s -> s.put("LIVING_EVIDENCE_ROUTE_DRUG_SERVICE", "http://drugs:8082")),
        breach(
            Policy.ONLY_GATEWAYS_SCALE,
            "HorizontalPodAutoscaler/gateway",
            "/spec/scaleTargetRef",
            s -> s.put("name", "drug-service")),
        breach(
            Policy.ONLY_GATEWAYS_SCALE, "Deployment/gateway", "/spec", s -> s.put("replicas", 3)),
        breach(
            Policy.KAFKA_RIGHTS,
            "KafkaUser/gateway",
            "/spec/authorization/acls/0",
            s -> s.putArray("operations").add("All")),
        breach(
            Policy.KAFKA_RIGHTS,
            "KafkaTopic/living-evidence.topics",
            "/spec",
            s -> s.put("partitions", 4)),
        breach(
            Policy.DEFAULT_DENY,
            "NetworkPolicy/default-deny",
            "/spec",
            s -> s.putArray("policyTypes").add("Ingress")),
        breach(
            Policy.DEFAULT_DENY,
            "NetworkPolicy/gateway",
            "/spec",
            s ->
                ((ArrayNode) s.path("ingress"))
                    .addObject()
                    .putArray("from")
                    .addObject()
                    .putObject("podSelector")
                    .putObject("matchLabels")
                    .put("app.kubernetes.io/name", "drug-service")),
        breach(
            Policy.SURVIVES_A_NODE, "Deployment/drug-service", "/spec", s -> s.put("replicas", 1)),
        breach(
            Policy.SURVIVES_A_NODE,
            "PodDisruptionBudget/drug-service",
            "/spec",
            s -> s.put("maxUnavailable", 2)),
        breach(
            Policy.SURVIVES_A_NODE,
            "Deployment/drug-service",
            POD,
            s -> s.remove("topologySpreadConstraints")),
        breach(
            Policy.IMAGES_BY_DIGEST,
            "Deployment/drug-service",
            CONTAINER,
            s -> s.put("image", "registry.example.org/drug-service:1.0")),
        breach(
            Policy.DURABLE_ENGINES,
            "Cluster/drug-db",
            "/spec/postgresql",
            s -> s.remove("synchronous")),
        breach(
            Policy.DURABLE_ENGINES,
            "ScheduledBackup/drug-db",
            "/spec/cluster",
            s -> s.put("name", "drugs")));
  }

  @ParameterizedTest(name = "{0} of {1} at {2}")
  @MethodSource("breaches")
  void aPlantedBreachIsFound(Policy policy, String of, String where, Consumer<ObjectNode> plant) {
    List<Manifest> manifests = Overlay.manifests("production");
    JsonNode place = resource(manifests, of).at(where);
    assertThat(place).as("%s at %s", of, where).isInstanceOf(ObjectNode.class);
    plant.accept((ObjectNode) place);
    assertThat(policy.violations(manifests)).isNotEmpty();
  }

  @Test
  void aPoolerInTheWayIsFound() {
    List<Manifest> manifests = new ArrayList<>(Overlay.manifests("production"));
    Manifest pooler =
        Manifest.find(Overlay.manifests("production"), "Cluster", "drug-db").orElseThrow();
    ((ObjectNode) pooler.json()).put("kind", "Pooler");
    ((ObjectNode) pooler.at("/metadata")).put("name", "drug-db-rw");
    manifests.add(pooler);
    assertThat(Policy.PRIMARY_DIRECTLY.violations(manifests)).isNotEmpty();
  }

  /// What the README asks a person to make is what the overlays lack, no more and no less.
  @Test
  void theReadmeAsksForWhatIsMissing() {
    assertThat(Provided.byPeople())
        .containsExactlyInAnyOrder(
            "ConfigMap/living-evidence-tokens",
            "Secret/citation-db-app",
            "Secret/drug-db-app",
            "Secret/gateway-db-app",
            "Secret/living-evidence-backups",
            "Secret/living-evidence-tls");
  }

  private static Manifest resource(List<Manifest> manifests, String name) {
    return manifests.stream()
        .filter(
            manifest ->
                name.endsWith("-")
                    ? manifest.toString().matches(name + "[a-z0-9]{10}")
                    : manifest.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name));
  }

  private static Arguments breach(
      Policy policy, String of, String where, Consumer<ObjectNode> plant) {
    return Arguments.of(policy, of, where, plant);
  }
}
