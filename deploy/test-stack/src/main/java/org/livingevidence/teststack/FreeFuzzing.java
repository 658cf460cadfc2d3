package org.livingevidence.teststack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Lets Jazzer look for inputs of its own that break a `@FuzzTest`, for a bounded time, in a JVM of
/// its own: Jazzer explores one test a process.
///
/// How long is said by the system property `evidence.fuzz.seconds`, [#SECONDS] when absent.
/// The test itself must not end sooner: its `maxDuration` is longer.
public final class FreeFuzzing {
  /// How long each test is explored in a build.
  public static final int SECONDS = 8;

  private static final String PROPERTY = "evidence.fuzz.seconds";
  private static final Duration START = Duration.ofMinutes(5);
  private static final Pattern RUNS = Pattern.compile("(?m)^#(\\d+)\\s");

  private FreeFuzzing() {}

  /// What an exploration came to.
  ///
  /// @param inputs how many it tried, as far as it told
  /// @param broke whether one broke the test, or the test could not be run
  /// @param said all that the process printed
  public record Explored(long inputs, boolean broke, String said) {}

  /// Explores one test.
  ///
  /// @param test a class with `@FuzzTest` methods
  /// @param method the method's name and types, as in `ris(byte[])`
  /// @param folder where the process works: what breaks the test is written there
  public static Explored explore(Class<?> test, String method, Path folder)
      throws IOException, InterruptedException {
    Path output = Files.createDirectories(folder).resolve("fuzz.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-Djazzer.instrumentation_includes=org.livingevidence.**",
                "-cp",
                System.getProperty("java.class.path"),
                FreeFuzzing.class.getName(),
                test.getName() + "#" + method));
    builder.environment().put("JAZZER_FUZZ", "1");
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = !begins(process, output) || process.waitFor(seconds(), TimeUnit.SECONDS);
      String said = said(output);
      return new Explored(inputs(said), ended, said);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /// Waits until it tries inputs of its own.
  private static boolean begins(Process process, Path output)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        return false;
      }
      if (said(output).contains("INITED")) {
        return true;
      }
    }
    return false;
  }

  private static int seconds() {
    return Integer.getInteger(PROPERTY, SECONDS);
  }

  private static String said(Path output) throws IOException {
    return Files.exists(output)
        ? new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1)
        : "";
  }

  private static long inputs(String said) {
    long inputs = 0;
    for (Matcher run = RUNS.matcher(said); run.find(); ) {
      inputs = Long.parseLong(run.group(1));
    }
    return inputs;
  }

  /// The process: runs one test method until it is ended from outside.
  ///
  /// @param args the method, as JUnit writes it
  public static void main(String[] args) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(args[0]))
                .build(),
            summary);
    summary.getSummary().printFailuresTo(new java.io.PrintWriter(System.err, true), 30);
    System.exit(1);
  }
}
