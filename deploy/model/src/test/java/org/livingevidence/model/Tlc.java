package org.livingevidence.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs the model checker on `spec/EventPath.tla`, in a JVM of its own because TLC keeps its
/// state in static fields.
final class Tlc {
  private static final Path SPEC = Path.of("spec").toAbsolutePath();
  private static final Pattern VIOLATED =
      Pattern.compile(
          "(?:Invariant|Action property) (\\w+) is violated|(Deadlock reached)"
              + "|(Temporal properties were violated)");
  private static final Pattern STATES =
      Pattern.compile("(\\d+) states generated, (\\d+) distinct states found, 0 states left");

  private Tlc() {}

  /// What TLC found.
  ///
  /// @param violated the property that does not hold, or null when all hold
  /// @param distinctStates how many states there are; 0 when it stopped at a violation
  /// @param output all that TLC printed, a violation's trace included
  record Verdict(@Nullable String violated, long distinctStates, String output) {}

  /// Checks one configuration, on one core so that it always takes the same path.
  ///
  /// @param configuration a file below `spec`
  /// @throws IllegalStateException when TLC could not do its work: a parse error, an undefined
  ///     operator
  static Verdict check(String configuration) throws IOException, InterruptedException {
    Path target = Files.createDirectories(Path.of("target", "tlc").toAbsolutePath());
    Path work = Files.createTempDirectory(target, "run");
    Path output = work.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx2g",
                    "-Djava.io.tmpdir=" + work,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "tlc2.TLC",
                    "-nowarning",
                    "-workers",
                    "1",
                    "-metadir",
                    work.resolve("states").toString(),
                    "-config",
                    SPEC.resolve(configuration).toString(),
                    SPEC.resolve("EventPath.tla").toString()))
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(30, TimeUnit.MINUTES)) {
        throw new IllegalStateException(configuration + " was not checked within half an hour");
      }
    } finally {
      process.destroyForcibly();
    }
    return verdict(configuration, Files.readString(output, StandardCharsets.UTF_8));
  }

  private static Verdict verdict(String configuration, String output) {
    Matcher violated = VIOLATED.matcher(output);
    if (violated.find()) {
      String name = violated.group(1);
      return new Verdict(name == null ? violated.group() : name, 0, output);
    }
    Matcher states = STATES.matcher(output);
    if (output.contains("No error has been found") && states.find()) {
      return new Verdict(null, Long.parseLong(states.group(2)), output);
    }
    throw new IllegalStateException("TLC gave no verdict on " + configuration + ":\n" + output);
  }
}
