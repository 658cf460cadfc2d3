package org.livingevidence.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The whole product as `./evidence up` runs it, on ports of its own and a data folder under
/// `target`.
final class RunningStack implements AutoCloseable {

  static final Path ROOT = Path.of(System.getProperty("evidence.root")).toAbsolutePath();
  private static final Duration START_TIMEOUT = Duration.ofMinutes(6);

  private final Path data;
  private final int portBase;
  private final boolean empty;
  private Map<String, String> environment;
  private Process launcher;

  private RunningStack(Path data, int portBase, boolean empty, Map<String, String> environment)
      throws IOException {
    this.data = data;
    this.portBase = portBase;
    this.empty = empty;
    this.environment = Map.copyOf(environment);
    this.launcher = launch();
  }

  /// Starts a stack without the sample set.
  static RunningStack startEmpty(String name) throws IOException {
    return startEmpty(name, Map.of());
  }

  /// Starts a stack without the sample set.
  ///
  /// @param environment settings of all its services, as variables
  static RunningStack startEmpty(String name, Map<String, String> environment) throws IOException {
    return new RunningStack(freshFolder(name), freePortBase(), true, environment).untilReady();
  }

  /// Starts a stack that loads the sample set.
  static RunningStack startWithSamples(String name) throws IOException {
    return new RunningStack(freshFolder(name), freePortBase(), false, Map.of()).untilReady();
  }

  URI gateway() {
    return URI.create("http://127.0.0.1:" + portBase);
  }

  int portBase() {
    return portBase;
  }

  Path data() {
    return data;
  }

  String writeToken() throws IOException {
    return Files.readString(data.resolve("token")).strip();
  }

  Process launcher() {
    return launcher;
  }

  /// The running process of one of the three services.
  ProcessHandle service(String name) {
    return launcher
        .descendants()
        .filter(
            child -> child.info().commandLine().orElse("").contains(name + "/target/quarkus-app"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No process of " + name + " is running"));
  }

  /// kill -9; the launcher starts it again.
  void killService(String name) {
    ProcessHandle killed = service(name);
    assertThat(killed.destroyForcibly()).as("kill -9 of %s", name).isTrue();
    killed.onExit().join();
  }

  /// Waits until the launcher has started a service again and it is ready.
  void awaitService(String name) {
    int port = portBase + List.of("gateway", "citation-service", "drug-service").indexOf(name);
    HttpClient client = HttpClient.newHttpClient();
    Awaitility.await(name + " is ready again")
        .atMost(START_TIMEOUT)
        .ignoreExceptions()
        .until(
            () ->
                client
                        .send(
                            HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                                .build(),
                            HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                    == 200);
  }

  /// Runs `./evidence` with these words against this stack and returns its exit code and output.
  Finished evidence(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("evidence").toString()));
    command.addAll(List.of(words));
    return run(command);
  }

  Finished run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(data, "command", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("EVIDENCE_BUILD", "never");
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("Did not finish: " + command);
    }
    return new Finished(process.exitValue(), Files.readString(output));
  }

  /// @param output standard output and error, in the order written
  record Finished(int exitCode, String output) {}

  /// kill -9 of the launcher alone, as a user would see it after a crash; then a new start on the
  /// same data.
  void killLauncherAndRestart() throws IOException, InterruptedException {
    launcher.destroyForcibly().waitFor();
    launcher = launch();
    untilReady();
  }

  /// Ends the stack in order and starts it again on the same data.
  ///
  /// @param environment settings of all its services from now on, as variables
  void restart(Map<String, String> environment) throws IOException {
    close();
    this.environment = Map.copyOf(environment);
    launcher = launch();
    untilReady();
  }

  RunningStack untilReady() throws IOException {
    try {
      awaitReady();
    } catch (RuntimeException | AssertionError e) {
      close();
      throw e;
    }
    return this;
  }

  private void awaitReady() {
    Awaitility.await("the stack is ready; see " + data.resolve("launcher.log"))
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              assertThat(launcher.isAlive()).as("the launcher runs").isTrue();
              return Files.exists(data.resolve("launcher.log"))
                  && Files.readString(data.resolve("launcher.log")).contains("\nReady in ");
            });
  }

  @Override
  public void close() throws IOException {
    launcher.destroy();
    try {
      if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        launcher.destroyForcibly();
        throw new IOException("The launcher did not stop within 60 s of SIGTERM");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private Process launch() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ROOT.resolve("evidence").toString(),
                "up",
                "--data",
                data.toString(),
                "--port-base",
                Integer.toString(portBase)));
    if (empty) {
      command.add("--empty");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("launcher.log").toFile());
    builder.environment().put("EVIDENCE_BUILD", "never");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Path freshFolder(String name) throws IOException {
    Path parent = ROOT.resolve("deploy/system-test/target/stacks");
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, name + "-");
  }

  private static int freePortBase() throws IOException {
    for (int base = 21_080; base < 30_000; base += 10) {
      if (allFree(base)) {
        return base;
      }
    }
    throw new IOException("No six free ports in a row");
  }

  private static boolean allFree(int base) {
    for (int port = base; port < base + 6; port++) {
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        probe.setReuseAddress(true);
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
