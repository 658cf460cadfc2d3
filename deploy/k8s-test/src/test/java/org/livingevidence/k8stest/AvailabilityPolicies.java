package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What outlives the loss of a pod, a node or a zone.
final class AvailabilityPolicies {
  private AvailabilityPolicies() {}

  /// Every other part has one leader, which more pods do not make faster.
  static List<String> onlyGatewaysScale(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest scaler : Manifest.ofKind(all, "HorizontalPodAutoscaler")) {
      String target = scaler.at("/spec/scaleTargetRef/name").asText();
      PodPolicies.require(wrong, target.equals("gateway"), scaler, "scales " + target);
      PodPolicies.require(
          wrong,
          Manifest.elements(scaler.at("/spec/metrics"))
              .allMatch(metric -> metric.at("/resource/name").asText().equals("cpu")),
          scaler,
          "scales by something else than CPU");
      PodPolicies.require(
          wrong,
          Manifest.find(all, "Deployment", target)
              .map(deployment -> deployment.at("/spec/replicas").isMissingNode())
              .orElse(false),
          scaler,
          "and its Deployment both say how many there are");
    }
    for (Manifest scaled : Manifest.ofKind(all, "ScaledObject")) {
      wrong.add(scaled + " scales by events");
    }
    return wrong;
  }

  static List<String> survivesANode(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest deployment : Manifest.ofKind(all, "Deployment")) {
      int pods =
          Manifest.ofKind(all, "HorizontalPodAutoscaler").stream()
              .filter(s -> s.at("/spec/scaleTargetRef/name").asText().equals(deployment.name()))
              .map(scaler -> scaler.at("/spec/minReplicas").asInt())
              .findFirst()
              .orElse(deployment.at("/spec/replicas").asInt());
      PodPolicies.require(wrong, pods >= 2, deployment, "has no second pod");
      PodPolicies.require(
          wrong,
          Manifest.ofKind(all, "PodDisruptionBudget").stream()
                  .filter(
                      budget ->
                          ReferencePolicies.matches(
                              budget.at("/spec/selector/matchLabels"), deployment.podLabels()))
                  .filter(budget -> budget.at("/spec/maxUnavailable").asInt() == 1)
                  .count()
              == 1,
          deployment,
          "has no disruption budget");
      JsonNode spread = deployment.podSpec().path("topologySpreadConstraints");
      Set<String> over =
          Manifest.elements(spread)
              .filter(
                  constraint ->
                      ReferencePolicies.matches(
                          constraint.at("/labelSelector/matchLabels"), deployment.podLabels()))
              .map(constraint -> constraint.path("topologyKey").asText())
              .collect(Collectors.toSet());
      PodPolicies.require(
          wrong,
          over.equals(Set.of("kubernetes.io/hostname", "topology.kubernetes.io/zone")),
          deployment,
          "is not spread over nodes and zones");
    }
    return wrong;
  }

  /// Nothing acknowledged is lost with one instance (I5).
  static List<String> durableEngines(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    List<Manifest> clusters = Manifest.ofKind(all, "Cluster");
    if (clusters.size() != 3) {
      wrong.add("there is not one database cluster for each service: " + clusters);
    }
    for (Manifest cluster : clusters) {
      PodPolicies.require(
          wrong, cluster.at("/spec/instances").asInt() >= 3, cluster, "has too few instances");
      JsonNode synchronous = cluster.at("/spec/postgresql/synchronous");
      PodPolicies.require(
          wrong,
          synchronous.path("number").asInt() >= 1
              && synchronous.path("dataDurability").asText().equals("required"),
          cluster,
          "answers commits that only one instance has");
      PodPolicies.require(
          wrong,
          cluster.at("/spec/backup/barmanObjectStore").isObject()
              && Manifest.ofKind(all, "ScheduledBackup").stream()
                  .anyMatch(
                      backup -> backup.at("/spec/cluster/name").asText().equals(cluster.name())),
          cluster,
          "is not backed up");
    }
    for (Manifest kafka : Manifest.ofKind(all, "Kafka")) {
      PodPolicies.require(
          wrong,
          kafka.at("/spec/kafka/config/min.insync.replicas").asInt() >= 2,
          kafka,
          "acknowledges what only one broker has");
    }
    for (Manifest pool : Manifest.ofKind(all, "KafkaNodePool")) {
      PodPolicies.require(wrong, pool.at("/spec/replicas").asInt() >= 3, pool, "is too small");
    }
    return wrong;
  }
}
