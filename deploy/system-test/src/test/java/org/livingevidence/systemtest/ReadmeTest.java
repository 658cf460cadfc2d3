package org.livingevidence.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Runs what the README tells a newcomer to type, in its order, against the packaged processes. A
/// block fenced as `sh` is run with bash; where a block fenced as `text` follows, each of its
/// lines must occur in what was printed.
class ReadmeTest {

  private static final Pattern STEP =
      Pattern.compile("```sh\\n(.*?)```(?:\\s*```text\\n(.*?)```)?", Pattern.DOTALL);

  /// @param command as printed in the README
  /// @param expected lines that the output contains
  private record Step(String command, List<String> expected) {}

  @Test
  void everyCommandOfTheReadmeDoesWhatItSays() throws Exception {
    List<Step> steps = steps();
    assertThat(steps).as("steps to try in README.md").hasSizeGreaterThanOrEqualTo(4);
    try (RunningStack stack = RunningStack.startWithSamples("readme")) {
      for (Step step : steps) {
        RunningStack.Finished finished =
            stack.run(List.of("bash", "-ec", against(stack, step.command())));
        assertThat(finished.exitCode())
            .as("exit code of%n%s%n%s", step.command(), finished.output())
            .isZero();
        for (String expected : step.expected()) {
          assertThat(finished.output()).as(step.command()).contains(expected);
        }
      }
    }
  }

  /// The README speaks of the default ports and data folder; the test has its own.
  private static String against(RunningStack stack, String command) {
    return command
        .replace("127.0.0.1:8080", "127.0.0.1:" + stack.portBase())
        .replaceAll(
            "\\./evidence (token|import|status)", "./evidence $1 --port-base " + stack.portBase());
  }

  private static List<Step> steps() throws IOException {
    String readme = Files.readString(RunningStack.ROOT.resolve("README.md"));
    int from = readme.indexOf("## Try it");
    int to = readme.indexOf("\n## ", from + 1);
    assertThat(from).as("README.md has a part 'Try it'").isNotNegative();
    Matcher matcher = STEP.matcher(readme.substring(from, to < 0 ? readme.length() : to));
    List<Step> steps = new ArrayList<>();
    while (matcher.find()) {
      String expected = matcher.group(2);
      steps.add(
          new Step(matcher.group(1), expected == null ? List.of() : expected.lines().toList()));
    }
    return steps;
  }
}
