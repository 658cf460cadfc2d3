package org.livingevidence.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every alert rings when it should, of metrics that are served, and says what to do.
class AlertsTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath();
  private static final Path OPERATIONS = FOLDER.resolve("../../docs/operations.md");

  private static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group : yaml("alerts.yaml").path("groups")) {
      group.path("rules").forEach(alerts::add);
    }
    return alerts;
  }

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(FOLDER.resolve(file).toFile());
  }

  @Test
  void prometheusAcceptsTheRulesAndTheyRingWhenTheyShould() throws Exception {
    Promtool.Verdict checked =
        Promtool.run(FOLDER, "check", "rules", "--lint-fatal", "alerts.yaml");
    assertThat(checked.exitCode()).as(checked.output()).isZero();
    Promtool.Verdict tested = Promtool.run(FOLDER, "test", "rules", "alerts_test.yaml");
    assertThat(tested.exitCode()).as(tested.output()).isZero();
  }

  @Test
  void aRuleThatNoLongerRingsIsCaught(@TempDir Path folder) throws Exception {
    String rules = Files.readString(FOLDER.resolve("alerts.yaml"));
    assertThat(rules).contains("(living_evidence_projection_parked) > 0");
    Files.writeString(
        folder.resolve("alerts.yaml"),
        rules.replace(
            "(living_evidence_projection_parked) > 0", "(living_evidence_projection_parked) > 9"));
    Files.copy(FOLDER.resolve("alerts_test.yaml"), folder.resolve("alerts_test.yaml"));

    Promtool.Verdict tested = Promtool.run(folder, "test", "rules", "alerts_test.yaml");

    assertThat(tested.exitCode()).isNotZero();
    assertThat(tested.output()).contains("DeadLetters").doesNotContain("NoRelay");
  }

  @Test
  void everyAlertHasATestAndARunbookAndNoRunbookIsLeftOver() throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode alert : alerts()) {
      String name = alert.path("alert").asText();
      names.add(name);
      assertThat(alert.path("annotations").path("runbook").asText())
          .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(alert.path("annotations").path("summary").asText()).as(name).isNotBlank();
      assertThat(alert.path("labels").path("severity").asText()).isIn("critical", "warning");
    }
    Set<String> tested = new TreeSet<>();
    yaml("alerts_test.yaml")
        .path("tests")
        .forEach(
            test ->
                test.path("alert_rule_test")
                    .forEach(
                        one -> {
                          if (!one.path("exp_alerts").isEmpty()) {
                            tested.add(one.path("alertname").asText());
                          }
                        }));
    assertThat(tested).isEqualTo(names);
    assertThat(runbooks()).isEqualTo(names);
  }

  @Test
  void everyMetricThatAnAlertNamesIsServed() throws IOException {
    for (JsonNode alert : alerts()) {
      Set<String> metrics = Expressions.metrics(alert.path("expr").asText());
      assertThat(metrics).as(alert.path("alert").asText()).isNotEmpty();
      assertThat(Served.unknown(metrics)).as(alert.path("alert").asText()).isEmpty();
    }
  }

  /// The headings of the part about alerts.
  private static Set<String> runbooks() throws IOException {
    String document = Files.readString(OPERATIONS);
    int from = document.indexOf("\n## When an alert rings\n");
    assertThat(from).as("the part 'When an alert rings'").isPositive();
    int to = document.indexOf("\n## ", from + 1);
    Matcher heading =
        Pattern.compile("(?m)^### (\\w+)$")
            .matcher(document.substring(from, to < 0 ? document.length() : to));
    Set<String> headings = new TreeSet<>();
    while (heading.find()) {
      headings.add(heading.group(1));
    }
    return headings;
  }
}
