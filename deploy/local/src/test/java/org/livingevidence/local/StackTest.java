package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
  @TempDir Path temp;

  @Test
  void aPortInUseIsNamedInOneSentenceAndNothingStarts() throws Exception {
    Path repository = builtRepository();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        StackFolder folder = StackFolder.open(temp.resolve("data"))) {
      StackPorts ports = new StackPorts(taken.getLocalPort() - 3);
      Stack stack = new Stack(repository, folder, ports, false, line -> {});

      assertThatThrownBy(stack::start)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " (PostgreSQL)")
          .hasMessageContaining("--port-base");
      assertThat(folder.postgres()).doesNotExist();
    }
  }

  @Test
  void servicesThatAreNotBuiltAreNamed() {
    try (StackFolder folder = StackFolder.open(temp.resolve("data"))) {
      Stack stack = new Stack(temp, folder, new StackPorts(18080), false, line -> {});

      assertThatThrownBy(stack::start)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("quarkus-run.jar is missing");
    }
  }

  @Test
  void portsOutsideTheRangeAreRefused() {
    assertThatThrownBy(() -> UpCommand.ports(80)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> UpCommand.ports(65535)).isInstanceOf(Refusal.class);
  }

  @Test
  void theSampleSetRefersOnlyToTopicsItHas() throws Exception {
    Set<String> topics = new HashSet<>();
    sample("topics").forEach(topic -> topics.add(topic.path("id").asText()));
    Set<String> meant = new HashSet<>();
    for (JsonNode topic : sample("topics")) {
      topic.path("broader").forEach(id -> meant.add(id.asText()));
      topic.path("narrower").forEach(id -> meant.add(id.asText()));
    }
    for (JsonNode drug : sample("drugs")) {
      for (JsonNode indication : drug.path("indications")) {
        meant.add(indication.at("/condition/id").asText());
        assertThat(indication.at("/source/sentence").asText()).isNotBlank();
      }
    }

    assertThat(topics).containsAll(meant);
    assertThat(sample("citations")).isNotEmpty().allMatch(citation -> !citation.has("abstract"));
  }

  private static JsonNode sample(String name) throws Exception {
    try (var file = StackTest.class.getResourceAsStream("/sample/" + name + ".json")) {
      return new ObjectMapper().readTree(file);
    }
  }

  private Path builtRepository() throws Exception {
    for (String service : List.of("citation-service", "drug-service", "gateway")) {
      Path app = Files.createDirectories(temp.resolve(service).resolve("target/quarkus-app"));
      Files.createFile(app.resolve("quarkus-run.jar"));
    }
    return temp;
  }
}
