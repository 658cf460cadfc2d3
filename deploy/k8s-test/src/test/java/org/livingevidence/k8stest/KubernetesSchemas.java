package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// The OpenAPI documents of a Kubernetes API server, with the custom resources that the overlays
/// use, made strict: what they do not name is an error.
final class KubernetesSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// The documents by group and version, as an `apiVersion` names them.
  private final Map<String, ObjectNode> documents;

  private final Map<String, Optional<Schema>> schemas = new HashMap<>();

  private KubernetesSchemas(Map<String, ObjectNode> documents) {
    this.documents = documents;
  }

  static Path archive() {
    return Path.of(System.getProperty("evidence.shared"))
        .resolve("kubernetes-schemas/openapi-v3.tar.gz");
  }

  static KubernetesSchemas load() {
    Map<String, ObjectNode> documents = new HashMap<>();
    try (var archive =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive()))))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        String file = Path.of(entry.getName()).getFileName().toString();
        if (entry.isFile() && file.endsWith(".json")) {
          documents.put(apiVersion(file), (ObjectNode) JSON.readTree(archive.readAllBytes()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas of Kubernetes could not be read", e);
    }
    return new KubernetesSchemas(documents);
  }

  /// `apis_apps_v1.json` describes `apps/v1`, `api_v1.json` describes `v1`.
  private static String apiVersion(String file) {
    String name = file.substring(0, file.length() - ".json".length());
    return name.startsWith("apis_")
        ? name.substring("apis_".length()).replace('_', '/')
        : name.substring("api_".length());
  }

  /// What is wrong with a resource; empty when an API server would take it.
  synchronized List<String> problems(Manifest manifest) {
    return schemas
        .computeIfAbsent(manifest.apiVersion() + " " + manifest.kind(), key -> schema(manifest))
        .map(
            schema ->
                schema.validate(manifest.json()).stream()
                    .map(
                        error ->
                            manifest
                                + ": "
                                + error.getInstanceLocation()
                                + ": "
                                + error.getMessage())
                    .toList())
        .orElseGet(
            () -> List.of(manifest + ": no schema of " + manifest.apiVersion() + " has this kind"));
  }

  private Optional<Schema> schema(Manifest manifest) {
    ObjectNode document = documents.get(manifest.apiVersion());
    if (document == null) {
      return Optional.empty();
    }
    return document.at("/components/schemas").properties().stream()
        .filter(entry -> describes(entry.getValue(), manifest))
        .findFirst()
        .map(
            entry -> {
              ObjectNode root = NODES.objectNode();
              root.put("$ref", "#/components/schemas/" + entry.getKey());
              ObjectNode components = document.path("components").deepCopy();
              components.path("schemas").forEach(KubernetesSchemas::makeStrict);
              root.set("components", components);
              return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(root);
            });
  }

  private static boolean describes(JsonNode schema, Manifest manifest) {
    return schema
        .path("x-kubernetes-group-version-kind")
        .valueStream()
        .anyMatch(
            gvk -> {
              String group = gvk.path("group").asText();
              String version = gvk.path("version").asText();
              return gvk.path("kind").asText().equals(manifest.kind())
                  && manifest
                      .apiVersion()
                      .equals(group.isEmpty() ? version : group + "/" + version);
            });
  }

  /// Turns what OpenAPI 3.0 and Kubernetes say in their own words into JSON Schema, and closes
  /// every object whose properties are named.
  private static void makeStrict(JsonNode node) {
    if (node instanceof ArrayNode array) {
      array.forEach(KubernetesSchemas::makeStrict);
      return;
    }
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    schema.remove("default");
    if (schema.path("x-kubernetes-int-or-string").asBoolean()
        || schema.path("format").asText().equals("int-or-string")) {
      schema.remove(List.of("type", "anyOf", "oneOf", "format"));
      schema.set("type", NODES.arrayNode().add("integer").add("string"));
    }
    if (schema.path("properties").isObject()) {
      schema.path("properties").forEach(KubernetesSchemas::makeStrict);
      if (!schema.has("additionalProperties")
          && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        schema.put("additionalProperties", false);
      }
    }
    for (String part : List.of("items", "additionalProperties", "allOf", "anyOf", "oneOf", "not")) {
      makeStrict(schema.path(part));
    }
    if (schema.path("nullable").asBoolean() && schema.path("type").isTextual()) {
      schema.set("type", NODES.arrayNode().add(schema.path("type")).add("null"));
      if (schema.path("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    }
    for (String bound : List.of("exclusiveMinimum", "exclusiveMaximum")) {
      if (schema.path(bound).isBoolean()) {
        schema.remove(bound);
      }
    }
  }
}
