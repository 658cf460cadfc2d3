package org.livingevidence.drugs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.livingevidence.outbox.CanonicalJson;
import org.livingevidence.outbox.ContentHash;
import org.livingevidence.teststack.Contracts;

/// The contracts folder is true to itself. It stands here because this module already has what
/// reads JSON and YAML; it speaks for all producers.
class ContractsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("evidence.root", "..")).resolve("contracts");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  static Stream<String> examples() throws IOException {
    return files("examples", ".json").stream();
  }

  static Stream<String> counterExamples() throws IOException {
    return files("counter-examples", ".json").stream();
  }

  static Stream<String> schemas() throws IOException {
    return files("", ".schema.json").stream();
  }

  static Stream<String> asyncApis() throws IOException {
    return files("", ".asyncapi.yaml").stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleSatisfiesItsSchema(String file) throws IOException {
    assertThat(Contracts.violations(schemaOf(file), read("examples/" + file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("counterExamples")
  void everyCounterExampleFailsItsSchema(String file) throws IOException {
    assertThat(Contracts.violations(schemaOf(file), read("counter-examples/" + file))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everySchemaHasExamplesAndCounterExamples(String schema) throws IOException {
    String type = schema.replace(".schema.json", "");

    assertThat(examples()).anyMatch(file -> file.startsWith(type + "."));
    assertThat(counterExamples()).anyMatch(file -> file.startsWith(type + "."));
  }

  /// The sums gain lines and never change one: with that, "every example satisfies its schema" also
  /// says that schemas only grow.
  @Test
  void examplesAreAppendOnly() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("examples/SHA256SUMS"))) {
      String[] parts = line.split(" +", 2);
      listed.put(parts[1], parts[0]);
    }
    Map<String, String> present = new TreeMap<>();
    for (String file : files("examples", ".json")) {
      byte[] bytes = Files.readAllBytes(FOLDER.resolve("examples").resolve(file));
      present.put(
          file, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    assertThat(present).isEqualTo(listed);
  }

  @Test
  void theHashesInTheHeadersAreThoseOfTheExamples() throws IOException {
    Map<String, String> dataOf =
        Map.of(
            "topic-changed", "topic.v1.full",
            "citation-changed", "citation.v1.full",
            "drug-changed", "drug.v1.full",
            "drug-deleted", "deleted.v1.drug");
    for (var pair : dataOf.entrySet()) {
      JsonNode headers = read("examples/event-headers.v1." + pair.getKey() + ".json");
      JsonNode data = read("examples/" + pair.getValue() + ".json");

      assertThat(headers.path("ce_contenthash").asText())
          .as(pair.getKey())
          .isEqualTo(ContentHash.of(data));
      assertThat(CanonicalJson.bytes(data)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("asyncApis")
  void everyAsyncApiHasItsPartsAndEveryReferenceLeadsSomewhere(String file) throws IOException {
    JsonNode api = YAML.readTree(Files.readString(FOLDER.resolve(file), UTF_8));

    assertThat(api.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(api.path("info").path("title").asText()).isNotEmpty();
    assertThat(api.path("info").path("version").asText()).isNotEmpty();
    assertThat(api.path("operations")).isNotEmpty();
    for (JsonNode operation : api.path("operations")) {
      assertThat(operation.path("action").asText()).isIn("send", "receive");
      assertThat(operation.path("channel").has("$ref")).isTrue();
    }
    JsonNode topics = read("kafka-topics.json");
    for (JsonNode channel : api.path("channels")) {
      JsonNode topic =
          stream(topics)
              .filter(one -> one.path("name").equals(channel.path("address")))
              .findFirst()
              .orElseThrow();
      assertThat(channel.path("bindings").path("kafka").path("partitions"))
          .isEqualTo(topic.path("partitions"));
      assertThat(channel.path("messages")).isNotEmpty();
    }
    for (JsonNode message : api.path("components").path("messages")) {
      assertThat(message.has("headers")).isTrue();
      assertThat(message.has("payload")).isTrue();
    }
    for (String reference : references(api)) {
      if (reference.startsWith("#")) {
        assertThat(api.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      } else {
        assertThat(FOLDER.resolve(reference)).as(reference).exists();
      }
    }
  }

  private static List<String> references(JsonNode node) {
    return Stream.concat(
            node.findValuesAsText("$ref").stream(), node.findValuesAsText("x-example").stream())
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return java.util.stream.StreamSupport.stream(list.spliterator(), false);
  }

  private static String schemaOf(String file) {
    return file.replaceFirst("(\\.v\\d+)\\..*", "$1") + ".schema.json";
  }

  private static JsonNode read(String file) throws IOException {
    return JSON.readTree(Files.readString(FOLDER.resolve(file), UTF_8));
  }

  private static List<String> files(String folder, String ending) throws IOException {
    try (var files = Files.list(FOLDER.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .sorted()
          .toList();
    }
  }
}
