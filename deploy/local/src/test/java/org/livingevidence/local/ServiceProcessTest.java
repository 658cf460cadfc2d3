package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final int port = FreePort.any();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void aServiceThatIsKilledIsStartedAgainAndSaidSo() throws Exception {
    ServiceProcess service = service();
    try {
      service.start();
      service.awaitReady(PATIENCE);
      long first = notedPid();

      Processes.signal(first, "KILL");

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(notedPid()).isNotEqualTo(first);
                assertThat(ServiceProcess.ready(port)).isTrue();
              });
      assertThat(said).singleElement().asString().contains("tiny ended unexpectedly");
    } finally {
      service.stop();
    }
    assertThat(ServiceProcess.ready(port)).isFalse();
    assertThat(folder.resolve("tiny.pid")).doesNotExist();
  }

  @Test
  void aServiceThatCannotStartIsToldOfWithTheEndOfItsLog() {
    ServiceProcess service = service("broken");
    service.start();

    assertThatThrownBy(() -> service.awaitReady(PATIENCE))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("exit code 7")
        .hasMessageContaining("the reason stands in the log");
    assertThat(said).isEmpty();
    service.stop();
  }

  private ServiceProcess service(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), TinyService.class.getName()));
    command.addAll(List.of(arguments));
    return new ServiceProcess(
        "tiny",
        port,
        Path.of(System.getProperty("java.home"), "bin/java"),
        command,
        new ClassCache(folder.resolve("tiny.jar"), false),
        Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)),
        folder.resolve("tiny.log"),
        folder,
        said::add);
  }

  private long notedPid() throws Exception {
    return Long.parseLong(Files.readString(folder.resolve("tiny.pid")).split(" ")[0]);
  }
}
