package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What holds for every pod by itself.
final class PodPolicies {
  private static final Map<String, String> PROBES =
      Map.of(
          "startupProbe", "/q/health/started",
          "livenessProbe", "/q/health/live",
          "readinessProbe", "/q/health/ready");

  private PodPolicies() {}

  /// The Pod Security Standard "restricted", and a root file system that nobody writes to.
  static List<String> restricted(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest workload : Manifest.workloads(all)) {
      JsonNode pod = workload.podSpec().path("securityContext");
      require(wrong, pod.path("runAsNonRoot").asBoolean(), workload, "may run as root");
      require(wrong, pod.path("runAsUser").asInt(0) > 0, workload, "has no user of its own");
      require(
          wrong,
          pod.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
          workload,
          "has no seccomp profile");
      for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
        require(wrong, !workload.podSpec().path(host).asBoolean(), workload, "uses " + host);
      }
      require(
          wrong,
          Manifest.elements(workload.podSpec().path("volumes")).noneMatch(v -> v.has("hostPath")),
          workload,
          "mounts a path of the node");
      workload.containers().forEach(container -> container(wrong, workload, container));
    }
    return wrong;
  }

  private static void container(List<String> wrong, Manifest workload, JsonNode container) {
    JsonNode context = container.path("securityContext");
    require(
        wrong,
        context.path("allowPrivilegeEscalation").isBoolean()
            && !context.path("allowPrivilegeEscalation").asBoolean(),
        workload,
        "may gain privileges");
    require(wrong, !context.path("privileged").asBoolean(), workload, "is privileged");
    require(
        wrong,
        context.path("readOnlyRootFilesystem").asBoolean(),
        workload,
        "may write to its root file system");
    require(
        wrong,
        Manifest.elements(context.at("/capabilities/drop")).anyMatch(c -> c.asText().equals("ALL"))
            && context.at("/capabilities/add").isMissingNode(),
        workload,
        "keeps capabilities");
    require(
        wrong,
        context.path("runAsNonRoot").asBoolean(true) && context.path("runAsUser").asInt(1) > 0,
        workload,
        "has a container that may run as root");
  }

  /// Nobody talks to the Kubernetes API.
  static List<String> noApiTokens(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest workload : Manifest.workloads(all)) {
      require(wrong, off(workload.podSpec()), workload, "mounts a token");
      require(
          wrong,
          workload.podSpec().hasNonNull("serviceAccountName"),
          workload,
          "runs as the namespace's default account");
    }
    for (Manifest account : Manifest.ofKind(all, "ServiceAccount")) {
      require(wrong, off(account.json()), account, "mounts its token");
    }
    return wrong;
  }

  private static boolean off(JsonNode holder) {
    JsonNode automount = holder.path("automountServiceAccountToken");
    return automount.isBoolean() && !automount.asBoolean();
  }

  /// Each of the three asks the address that answers its question, at a port that is there (I21).
  static List<String> probes(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest deployment : Manifest.ofKind(all, "Deployment")) {
      deployment
          .containers()
          .forEach(
              container ->
                  PROBES.forEach(
                      (probe, path) -> {
                        JsonNode get = container.path(probe).path("httpGet");
                        require(
                            wrong,
                            get.path("path").asText().equals(path),
                            deployment,
                            "does not ask " + path + " for its " + probe);
                        require(
                            wrong,
                            Manifest.elements(container.path("ports"))
                                .anyMatch(
                                    port ->
                                        port.path("containerPort").asInt()
                                            == get.path("port").asInt(-1)),
                            deployment,
                            "has its " + probe + " at a port that it does not open");
                      }));
    }
    return wrong;
  }

  static List<String> imagesByDigest(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest workload : Manifest.workloads(all)) {
      workload
          .containers()
          .forEach(
              container ->
                  require(
                      wrong,
                      container.path("image").asText().matches("[^@:]+@sha256:[0-9a-f]{64}"),
                      workload,
                      "has an image without a digest: " + container.path("image").asText()));
    }
    return wrong;
  }

  static void require(List<String> wrong, boolean holds, Manifest of, String otherwise) {
    if (!holds) {
      wrong.add(of + " " + otherwise);
    }
  }
}
