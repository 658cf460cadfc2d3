package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One resource of an overlay as it is rendered.
record Manifest(JsonNode json) {

  String kind() {
    return json.path("kind").asText();
  }

  String name() {
    return json.at("/metadata/name").asText();
  }

  String apiVersion() {
    return json.path("apiVersion").asText();
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  /// At a JSON pointer; missing where there is nothing.
  JsonNode at(String pointer) {
    return json.at(pointer);
  }

  /// The template of the pods of a workload; empty for other resources.
  Optional<JsonNode> podTemplate() {
    JsonNode template =
        switch (kind()) {
          case "Deployment", "Job", "StatefulSet", "DaemonSet" -> at("/spec/template");
          default -> MissingNode.getInstance();
        };
    return template.isMissingNode() ? Optional.empty() : Optional.of(template);
  }

  JsonNode podSpec() {
    return podTemplate().map(template -> template.path("spec")).orElse(MissingNode.getInstance());
  }

  Map<String, String> podLabels() {
    return podTemplate().map(template -> labels(template.at("/metadata/labels"))).orElse(Map.of());
  }

  Stream<JsonNode> containers() {
    return Stream.concat(
        elements(podSpec().path("containers")), elements(podSpec().path("initContainers")));
  }

  /// `Deployment/gateway`.
  @Override
  public String toString() {
    return kind() + "/" + name();
  }

  static Map<String, String> labels(JsonNode map) {
    Map<String, String> labels = new TreeMap<>();
    map.properties().forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
    return labels;
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return array.valueStream();
  }

  static List<Manifest> ofKind(List<Manifest> all, String kind) {
    return all.stream().filter(manifest -> manifest.is(kind)).toList();
  }

  static Optional<Manifest> find(List<Manifest> all, String kind, String name) {
    return all.stream()
        .filter(manifest -> manifest.is(kind) && manifest.name().equals(name))
        .findFirst();
  }

  /// Those that run pods of ours.
  static List<Manifest> workloads(List<Manifest> all) {
    return all.stream().filter(manifest -> manifest.podTemplate().isPresent()).toList();
  }
}
