package org.livingevidence.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One of the three services as a child process, started again with growing pauses when it ends
/// unasked.
final class ServiceProcess {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration STOP_RECORDING = Duration.ofSeconds(120);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String name;
  private final int port;
  private final Path java;
  private final List<String> arguments;
  private final ClassCache cache;
  private final Map<String, String> environment;
  private final Path log;
  private final Path notes;
  private final Consumer<String> say;
  private @Nullable Process process;
  private boolean stopping;
  private boolean everReady;
  private Duration pause = FIRST_PAUSE;

  /// @param java the program that runs it
  /// @param arguments of the program, after those of the class cache
  /// @param environment beside the launcher's own
  /// @param notes the folder for its [RunNote]
  /// @param say where to tell of unexpected ends, one line each
  ServiceProcess(
      String name,
      int port,
      Path java,
      List<String> arguments,
      ClassCache cache,
      Map<String, String> environment,
      Path log,
      Path notes,
      Consumer<String> say) {
    this.name = name;
    this.port = port;
    this.java = java;
    this.arguments = List.copyOf(arguments);
    this.cache = cache;
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.notes = notes;
    this.say = say;
  }

  String name() {
    return name;
  }

  /// Whether its end takes some seconds more, because it writes its class cache.
  synchronized boolean recording() {
    return cache.recording();
  }

  synchronized void start() {
    if (stopping) {
      return;
    }
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(cache.options());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(Processes.detached(command, false))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process child = builder.start();
      process = child;
      Instant started = Instant.now();
      RunNote.write(notes, name, child.toHandle());
      var unused =
          child
              .onExit()
              .thenAcceptAsync(ended -> restart(ended, started), Thread::startVirtualThread);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  private void restart(Process ended, Instant started) {
    Duration wait;
    synchronized (this) {
      if (stopping || !everReady || ended != process) {
        return;
      }
      cache.keep(false);
      if (Duration.between(started, Instant.now()).compareTo(SETTLED) > 0) {
        pause = FIRST_PAUSE;
      }
      wait = pause;
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
    say.accept(
        "%s ended unexpectedly (exit code %d); starting it again in %.1f s (log: %s)"
            .formatted(name, ended.exitValue(), wait.toMillis() / 1000.0, log));
    Processes.pause(wait);
    start();
  }

  /// Asks it to end, waits, kills it when it does not.
  void stop() {
    Process child;
    synchronized (this) {
      stopping = true;
      child = process;
    }
    if (child != null) {
      boolean orderly =
          Processes.end(child.toHandle(), "TERM", cache.recording() ? STOP_RECORDING : STOP);
      cache.keep(orderly);
    }
    RunNote.remove(notes, name);
  }

  /// Returns once its REST API is ready. Only from then on is it started again when it ends: one
  /// that cannot start at all is told of at once.
  ///
  /// @throws Refusal with the end of its log when it ends or is not ready in time
  void awaitReady(Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    while (!ready(port)) {
      synchronized (this) {
        if (stopping) {
          throw new Refusal("Stopped while starting.");
        }
        if (process != null && !process.isAlive()) {
          throw new Refusal(
              "%s ended while starting (exit code %d); the end of %s:%n%s"
                  .formatted(name, process.exitValue(), log, tail()));
        }
      }
      if (Instant.now().isAfter(deadline)) {
        throw new Refusal(
            "%s did not become ready in %d s; the end of %s:%n%s"
                .formatted(name, patience.toSeconds(), log, tail()));
      }
      Processes.pause(Duration.ofMillis(50));
    }
    synchronized (this) {
      everReady = true;
    }
  }

  /// Whether the service at this port says that it is ready.
  static boolean ready(int port) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String tail() {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(log));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }
}
