package org.livingevidence.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Prometheus's own judge of rules: Debian's package `prometheus`. Where it is absent the tests
/// that need it say so and are skipped; `./evidence test` installs it when it may.
final class Promtool {
  private Promtool() {}

  record Verdict(int exitCode, String output) {}

  static Verdict run(Path folder, String... words) throws IOException, InterruptedException {
    boolean there =
        List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
            .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
    // Where CI runs, what cannot be checked is an error; elsewhere it is skipped, and that shows.
    if (!there && System.getenv("CI") == null) {
      System.err.println("SKIPPED: promtool (Debian's package prometheus) is not on the PATH");
      Assumptions.assumeTrue(there, "promtool is not on the PATH");
    }
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(words));
    Path output = Files.createTempFile("promtool", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("promtool did not end");
      }
      return new Verdict(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }
}
