package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Whether what resources say of each other is so.
final class ReferencePolicies {
  private ReferencePolicies() {}

  /// Services, budgets, autoscalers, monitors and the way in name pods and ports that exist.
  static List<String> selectors(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest deployment : Manifest.ofKind(all, "Deployment")) {
      PodPolicies.require(
          wrong,
          matches(deployment.at("/spec/selector/matchLabels"), deployment.podLabels()),
          deployment,
          "does not select its own pods");
    }
    for (Manifest service : Manifest.ofKind(all, "Service")) {
      List<Manifest> selected = selected(all, service.at("/spec/selector"));
      PodPolicies.require(
          wrong,
          selected.size() == 1 && selected.getFirst().is("Deployment"),
          service,
          "selects " + selected + " and not one Deployment");
      for (JsonNode port : service.at("/spec/ports")) {
        PodPolicies.require(
            wrong,
            selected.stream().allMatch(pods -> opens(pods, port.path("targetPort"))),
            service,
            "sends to port " + port.path("targetPort") + ", which is not open");
      }
    }
    for (Manifest budget : Manifest.ofKind(all, "PodDisruptionBudget")) {
      PodPolicies.require(
          wrong,
          selected(all, budget.at("/spec/selector/matchLabels")).size() == 1,
          budget,
          "does not speak of the pods of one Deployment");
    }
    for (Manifest scaler : Manifest.ofKind(all, "HorizontalPodAutoscaler")) {
      PodPolicies.require(
          wrong,
          Manifest.find(
                  all,
                  scaler.at("/spec/scaleTargetRef/kind").asText(),
                  scaler.at("/spec/scaleTargetRef/name").asText())
              .isPresent(),
          scaler,
          "scales what is not there");
    }
    for (Manifest ingress : Manifest.ofKind(all, "Ingress")) {
      ingress(wrong, ingress, all);
    }
    Manifest.find(all, "PodMonitor", "services")
        .ifPresent(monitor -> monitored(wrong, monitor, all));
    return wrong;
  }

  private static void ingress(List<String> wrong, Manifest ingress, List<Manifest> all) {
    for (JsonNode path : ingress.at("/spec/rules/0/http/paths")) {
      JsonNode backend = path.at("/backend/service");
      PodPolicies.require(
          wrong,
          Manifest.find(all, "Service", backend.path("name").asText()).stream()
              .flatMap(service -> Manifest.elements(service.at("/spec/ports")))
              .anyMatch(port -> port.path("name").equals(backend.at("/port/name"))),
          ingress,
          "leads to a port that no Service has: " + backend);
      String prefix = path.path("path").asText();
      PodPolicies.require(
          wrong,
          !prefix.startsWith("/q")
              && !(prefix.equals("/") && path.path("pathType").asText().equals("Prefix")),
          ingress,
          "shows health and metrics to the world at " + prefix);
    }
  }

  private static void monitored(List<String> wrong, Manifest monitor, List<Manifest> all) {
    List<Manifest> selected = selected(all, monitor.at("/spec/selector/matchLabels"));
    PodPolicies.require(
        wrong,
        selected.containsAll(Manifest.ofKind(all, "Deployment")),
        monitor,
        "does not watch every Deployment: " + selected);
    for (JsonNode endpoint : monitor.at("/spec/podMetricsEndpoints")) {
      PodPolicies.require(
          wrong,
          selected.stream().allMatch(pods -> opens(pods, endpoint.path("port"))),
          monitor,
          "reads at a port that is not open: " + endpoint.path("port"));
    }
  }

  /// Accounts, Secrets, ConfigMaps and the keys of these that pods name are there.
  static List<String> references(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    Set<String> provided = Provided.beside(all);
    for (Manifest manifest : all) {
      for (String reference : referencesOf(manifest)) {
        String[] parts = reference.split("/");
        PodPolicies.require(
            wrong,
            provided.contains(reference) || Manifest.find(all, parts[0], parts[1]).isPresent(),
            manifest,
            "names " + reference + ", which nobody provides");
      }
    }
    return wrong;
  }

  /// As `ConfigMap/gateway`.
  private static Set<String> referencesOf(Manifest manifest) {
    Set<String> references = new TreeSet<>();
    JsonNode pod = manifest.podSpec();
    if (pod.has("serviceAccountName")) {
      references.add("ServiceAccount/" + pod.path("serviceAccountName").asText());
    }
    manifest
        .containers()
        .forEach(
            container -> {
              for (JsonNode from : container.path("envFrom")) {
                add(references, "ConfigMap", from.at("/configMapRef/name"));
                add(references, "Secret", from.at("/secretRef/name"));
              }
              for (JsonNode variable : container.path("env")) {
                add(references, "ConfigMap", variable.at("/valueFrom/configMapKeyRef/name"));
                add(references, "Secret", variable.at("/valueFrom/secretKeyRef/name"));
              }
            });
    for (JsonNode volume : pod.path("volumes")) {
      add(references, "ConfigMap", volume.at("/configMap/name"));
      add(references, "Secret", volume.at("/secret/secretName"));
    }
    for (JsonNode tls : manifest.at("/spec/tls")) {
      add(references, "Secret", tls.path("secretName"));
    }
    for (JsonNode credential : manifest.at("/spec/backup/barmanObjectStore/s3Credentials")) {
      add(references, "Secret", credential.path("name"));
    }
    return references;
  }

  private static void add(Set<String> references, String kind, JsonNode name) {
    if (!name.isMissingNode()) {
      references.add(kind + "/" + name.asText());
    }
  }

  static List<Manifest> selected(List<Manifest> all, JsonNode selector) {
    return Manifest.workloads(all).stream()
        .filter(workload -> matches(selector, workload.podLabels()))
        .toList();
  }

  /// Whether an object of labels is not empty and among those of a pod.
  static boolean matches(JsonNode selector, Map<String, String> labels) {
    return !selector.isEmpty()
        && labels.entrySet().containsAll(Manifest.labels(selector).entrySet());
  }

  private static boolean opens(Manifest workload, JsonNode port) {
    return workload
        .containers()
        .flatMap(container -> Manifest.elements(container.path("ports")))
        .anyMatch(
            open ->
                port.isTextual()
                    ? open.path("name").equals(port)
                    : open.path("containerPort").equals(port));
  }
}
