package org.livingevidence.k8stest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Podman with the settings of `deploy/images/podman-settings`.
final class Podman {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Podman() {}

  /// Builds the images of this build's packages, with what is missing for it installed when this is
  /// root.
  static void buildImages() {
    run(
        Duration.ofMinutes(25),
        "",
        List.of(Overlay.ROOT.resolve("deploy/images/build").toString(), "--tag", "ci"));
  }

  /// What a podman command prints.
  ///
  /// @throws AssertionError with what it said when it fails
  static String podman(String... arguments) {
    return podmanReading("", arguments);
  }

  /// The same with something on its standard input.
  static String podmanReading(String input, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-ec",
                "root=\"$1\"; shift; . \"$root/deploy/images/podman-settings\"; cat | podman \"$@\"",
                "podman",
                Overlay.ROOT.toString()));
    command.addAll(List.of(arguments));
    return run(PATIENCE, input, command);
  }

  private static String run(Duration patience, String input, List<String> command) {
    try {
      Path in = Files.createTempFile("podman-", ".in");
      Path out = Files.createTempFile("podman-", ".out");
      Path err = Files.createTempFile("podman-", ".err");
      Files.writeString(in, input);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String printed = Files.readString(out, StandardCharsets.UTF_8);
      String said = Files.readString(err, StandardCharsets.UTF_8);
      for (Path file : List.of(in, out, err)) {
        Files.delete(file);
      }
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(
            "%s %s:%n%s%n%s"
                .formatted(
                    command, ended ? "failed" : "did not end in " + patience, printed, said));
      }
      return printed.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
