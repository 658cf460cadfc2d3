package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private Path builtRepository() throws Exception {
    for (String service : List.of("citation-service", "drug-service", "gateway")) {
      Path app = Files.createDirectories(temp.resolve(service).resolve("target/quarkus-app"));
      Files.createFile(app.resolve("quarkus-run.jar"));
    }
    return temp;
  }
}
