package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the first container of a workload finds in its environment.
final class Environment {
  private Environment() {}

  /// The plain values, as the ConfigMaps and the container name them. Those of Secrets are absent.
  static Map<String, String> of(Manifest workload, List<Manifest> all) {
    Map<String, String> environment = new TreeMap<>();
    JsonNode container = workload.podSpec().at("/containers/0");
    for (JsonNode source : container.path("envFrom")) {
      Manifest.find(all, "ConfigMap", source.at("/configMapRef/name").asText())
          .ifPresent(map -> environment.putAll(Manifest.labels(map.at("/data"))));
    }
    for (JsonNode variable : container.path("env")) {
      if (variable.has("value")) {
        environment.put(variable.path("name").asText(), variable.path("value").asText());
      }
    }
    return environment;
  }
}
