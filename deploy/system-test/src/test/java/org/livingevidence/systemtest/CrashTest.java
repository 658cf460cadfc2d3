package org.livingevidence.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// kill -9 of every process in the middle of an import changes nothing that the views say
/// afterwards, and neither does the order of the files, a second import, a re-emission or a
/// rebuild (I1, I3, I5, I8, I9).
class CrashTest {

  private static final Path SHARED = Path.of(System.getProperty("evidence.shared"));

  static boolean publicDataIsThere() {
    return Files.isDirectory(SHARED.resolve("data/pubmed"));
  }

  @Test
  @EnabledIf(
      value = "publicDataIsThere",
      disabledReason = "the folder of public data, ../shared/data, is absent")
  void killsDuringAnImportLeaveTheViewsOfAnUndisturbedOne() throws Exception {
    List<Path> files = publicFiles();
    SortedMap<String, String> undisturbed = undisturbedContent(files);
    List<Path> shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, new Random(20261121));
    try (RunningStack stack = RunningStack.startEmpty("killed")) {
      StackApi api = new StackApi(stack);
      Thread importing =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      // Its connection may die with a killed service: what was accepted goes on by
                      // itself, and what was
                      // not is sent again below. So its exit code says nothing here.
                      importAll(stack, shuffled);
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      for (String service : List.of("citation-service", "gateway", "drug-service")) {
        awaitRunningImport(api);
        stack.killService(service);
        stack.awaitService(service);
      }
      importing.join();
      stack.killLauncherAndRestart();
      importAll(stack, shuffled);
      assertThat(api.contentAtRest()).as("after the kills").isEqualTo(undisturbed);
    }
  }

  private static SortedMap<String, String> undisturbedContent(List<Path> files) throws Exception {
    try (RunningStack stack = RunningStack.startEmpty("undisturbed")) {
      StackApi api = new StackApi(stack);
      importAll(stack, files);
      SortedMap<String, String> undisturbed = api.contentAtRest();
      assertThat(undisturbed).hasSizeGreaterThan(5);
      long position = api.get("/api/v1/projection").path("position").asLong();

      importAll(stack, files);
      assertThat(api.contentAtRest()).as("after a second import").isEqualTo(undisturbed);

      api.emitAgain(stack.portBase() + 1);
      api.emitAgain(stack.portBase() + 2);
      assertThat(api.contentAtRest()).as("after a re-emission").isEqualTo(undisturbed);
      assertThat(api.get("/api/v1/projection").path("position").asLong())
          .as("position: neither a second import nor a re-emission changed anything")
          .isEqualTo(position);
      rebuild(stack, api);
      assertThat(api.contentAtRest()).as("after a rebuild").isEqualTo(undisturbed);
      return undisturbed;
    }
  }

  private static void rebuild(RunningStack stack, StackApi api) throws Exception {
    int generation = api.get("/api/v1/projection").path("generation").asInt();
    assertThat(
            api.send(
                    "POST",
                    "/api/v1/projection/rebuilds",
                    "application/json",
                    "{\"reason\": \"a drill\", \"force\": false}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(202);
    Awaitility.await("the rebuilt generation is live")
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/projection").path("generation").asInt())
                    .isGreaterThan(generation));
  }

  /// Descriptors and citations; the topics that the citations name arrive before, between and
  /// after them.
  private static List<Path> publicFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(SHARED.resolve("data/mesh/meshrdf-desc-samples.xml"));
    try (Stream<Path> pubmed = Files.list(SHARED.resolve("data/pubmed"))) {
      pubmed.sorted().forEach(files::add);
    }
    return files;
  }

  private static void importAll(RunningStack stack, List<Path> files)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("import", "--port-base", Integer.toString(stack.portBase())));
    files.forEach(file -> words.add(file.toString()));
    stack.evidence(words.toArray(String[]::new));
  }

  private static void awaitRunningImport(StackApi api) {
    Awaitility.await("an import is running")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(
            () -> {
              for (var job : api.get("/api/v1/imports?limit=500").path("items")) {
                if ("running".equals(job.path("state").asText())) {
                  return true;
                }
              }
              return false;
            });
  }
}
