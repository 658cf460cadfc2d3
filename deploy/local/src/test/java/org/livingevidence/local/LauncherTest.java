package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./evidence up` as a process, over real PostgreSQL and Kafka, with tiny programs in place of the
/// services.
class LauncherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path temp;
  private final List<Process> launched = new ArrayList<>();
  private final StackPorts ports = freePorts();

  @AfterEach
  void endWhatIsLeft() {
    launched.forEach(process -> Processes.end(process.toHandle(), "TERM", PATIENCE));
    RunNote.endLeftovers(temp.resolve("data/run"));
    new PostgresServer(
            temp.resolve("data/postgres"), temp.resolve("log"), 1, "unused", java.util.Map.of())
        .endLeftover();
  }

  @Test
  void dataOutliveAKillOfTheLauncherWhoseOrphansBlockNothing() throws Exception {
    // Given a running stack with a row in a database
    Process first = up("first.out");
    awaitReady("first.out");
    execute("create table kept (id int)", "insert into kept values (1)");
    assertThat(setting("fsync")).isEqualTo("on");
    long service = notedPid("gateway");

    // When the launcher dies by kill -9 and another starts
    first.destroyForcibly().waitFor();
    Process second = up("second.out");
    awaitReady("second.out");

    // Then the orphans were ended and the row is there
    assertThat(ProcessHandle.of(service).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(notedPid("gateway")).isNotEqualTo(service);
    assertThat(read("second.out")).contains("left behind");
    assertThat(count()).isEqualTo(1);

    // And a killed service and a killed PostgreSQL come back by themselves
    long killed = notedPid("drug-service");
    Processes.signal(killed, "KILL");
    Processes.signal(
        Long.parseLong(Files.readAllLines(temp.resolve("data/postgres/postmaster.pid")).getFirst()),
        "KILL");
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(notedPid("drug-service")).isNotEqualTo(killed);
              assertThat(ServiceProcess.ready(ports.drugService())).isTrue();
              assertThat(count()).isEqualTo(1);
            });

    assertThat(read("data/logs/kafka.log")).contains("Kafka");

    // And SIGTERM stops everything
    long children = notedPid("gateway");
    Processes.signal(second.pid(), "TERM");
    assertThat(second.waitFor(90, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(ProcessHandle.of(children).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(temp.resolve("data/postgres/postmaster.pid")).doesNotExist();
    ports.byName().values().forEach(port -> assertThat(FreePort.isFree(port)).isTrue());
    assertThat(read("second.out")).contains("Stopped. The data stay");
  }

  private Process up(String output) throws Exception {
    buildServices();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Devidence.root=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                Evidence.class.getName(),
                "up",
                "--empty",
                "--data",
                temp.resolve("data").toString(),
                "--port-base",
                Integer.toString(ports.base()))
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve(output).toFile())
            .start();
    launched.add(process);
    return process;
  }

  private void awaitReady(String output) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(read(output)).contains("Ready in").contains("curl"));
  }

  private String read(String output) throws IOException {
    return Files.readString(temp.resolve(output));
  }

  private long notedPid(String service) throws IOException {
    return Long.parseLong(
        Files.readString(temp.resolve("data/run/" + service + ".pid")).split(" ")[0]);
  }

  /// Jars that run [TinyService], where the services' would lie.
  private void buildServices() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
    String entry = TinyService.class.getName().replace('.', '/') + ".class";
    for (String service : List.of("citation-service", "drug-service", "gateway")) {
      Path app = Files.createDirectories(temp.resolve(service).resolve("target/quarkus-app"));
      try (JarOutputStream jar =
              new JarOutputStream(Files.newOutputStream(app.resolve("quarkus-run.jar")), manifest);
          var code = TinyService.class.getClassLoader().getResourceAsStream(entry)) {
        jar.putNextEntry(new JarEntry(entry));
        code.transferTo(jar);
      }
    }
  }

  private Connection connect() throws SQLException, IOException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/citation",
        "citation",
        read("data/secrets/citation.password").strip());
  }

  private void execute(String... statements) throws SQLException, IOException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String setting(String name) throws SQLException, IOException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private int count() throws SQLException, IOException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static StackPorts freePorts() {
    while (true) {
      int base = FreePort.any();
      if (base <= 65530) {
        StackPorts ports = new StackPorts(base);
        if (ports.byName().values().stream().allMatch(FreePort::isFree)) {
          return ports;
        }
      }
    }
  }
}
