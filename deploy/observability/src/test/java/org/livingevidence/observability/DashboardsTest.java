package org.livingevidence.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livingevidence.teststack.DocumentedMetrics;

/// Every panel asks for what is served, in expressions that Prometheus understands.
class DashboardsTest {
  private static final Path FOLDER = Path.of("dashboards").toAbsolutePath();

  private static List<JsonNode> dashboards() throws IOException {
    List<JsonNode> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        dashboards.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    return dashboards;
  }

  private static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      dashboard
          .findValues("targets")
          .forEach(
              targets -> targets.forEach(target -> expressions.add(target.path("expr").asText())));
    }
    return expressions;
  }

  @Test
  void everyDashboardHasAnIdOfItsOwnAndEveryPanelATitleAndAQuestion() throws IOException {
    Set<String> ids = new HashSet<>();
    for (JsonNode dashboard : dashboards()) {
      assertThat(ids.add(dashboard.path("uid").asText())).isTrue();
      assertThat(dashboard.path("panels")).isNotEmpty();
      for (JsonNode panel : dashboard.path("panels")) {
        assertThat(panel.path("title").asText()).isNotBlank();
        if (!panel.path("type").asText().equals("row")) {
          assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
        }
      }
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void everyMetricOnADashboardIsServedAndEveryServedOneIsOnADashboard() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (String expression : expressions()) {
      Set<String> metrics = Expressions.metrics(expression);
      assertThat(metrics).as(expression).isNotEmpty();
      assertThat(Served.unknown(metrics)).as(expression).isEmpty();
      shown.addAll(metrics);
    }
    assertThat(DocumentedMetrics.of("").keySet())
        .allSatisfy(name -> assertThat(shown).as(name).anyMatch(metric -> metric.startsWith(name)));
  }

  @Test
  void prometheusUnderstandsEveryExpression(@TempDir Path folder) throws Exception {
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode rules = yaml.createObjectNode();
    ArrayNode group =
        rules.putArray("groups").addObject().put("name", "dashboards").putArray("rules");
    List<String> expressions = expressions();
    for (int i = 0; i < expressions.size(); i++) {
      group
          .addObject()
          .put("record", "panel:" + i)
          .put("expr", expressions.get(i).replace("$__rate_interval", "5m"));
    }
    Files.writeString(folder.resolve("rules.yaml"), yaml.writeValueAsString(rules));

    Promtool.Verdict checked = Promtool.run(folder, "check", "rules", "rules.yaml");

    assertThat(checked.exitCode()).as(checked.output()).isZero();
  }
}
