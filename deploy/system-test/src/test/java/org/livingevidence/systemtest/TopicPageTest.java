package org.livingevidence.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The page of the interleukin 1 receptor antagonist with the sample set: its top publications,
/// then all others numbered from 1 again.
class TopicPageTest {

  private static final String TOPIC = "D053590";
  private static final int TOP = 9;
  private static final Path SAMPLE =
      RunningStack.ROOT.resolve("deploy/local/src/main/resources/sample/citations.json");

  @Test
  void theTopStandsFirstThenTheRestNumberedAnew() throws Exception {
    long expected = indexedInTheSampleSet();
    assertThat(expected).as("publications of the sample set that name " + TOPIC).isEqualTo(63);
    try (RunningStack stack = RunningStack.startWithSamples("topic-page")) {
      StackApi api = new StackApi(stack);
      JsonNode list = api.get("/api/v1/topics/" + TOPIC + "/publications?limit=200");
      assertThat(list.path("total").asLong()).isEqualTo(expected);
      assertThat(list.path("top")).hasSize(Math.toIntExact(Math.min(TOP, expected)));
      assertThat(list.path("items")).hasSize(Math.toIntExact(Math.max(0, expected - TOP)));
      assertNumbered(list.path("top"));
      assertNumbered(list.path("items"));

      Set<String> ids = new HashSet<>();
      List<Long> scores = new ArrayList<>();
      for (JsonNode part : List.of(list.path("top"), list.path("items"))) {
        for (JsonNode item : part) {
          ids.add(item.path("citation").path("id").asText());
          scores.add(item.path("why").path("score").asLong());
        }
      }
      assertThat(ids).hasSize(Math.toIntExact(expected));
      assertThat(scores).isSortedAccordingTo((a, b) -> Long.compare(b, a));

      HttpResponse<String> page = api.send("GET", "/topics/" + TOPIC, "text/html", new byte[0], "");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .containsSubsequence("Top Publications", "start=\"1\"", "More Information", "start=\"1\"")
          .contains("Interleukin 1 Genetics Consortium. Cardiometabolic effects")
          .contains("Pharmacological action: <a href=\"/topics/D018501\">Antirheumatic Agents</a>")
          .doesNotContain("?.", "IL-1?", "Ã");
    }
  }

  private static void assertNumbered(JsonNode items) {
    for (int i = 0; i < items.size(); i++) {
      assertThat(items.path(i).path("number").asInt()).isEqualTo(i + 1);
    }
  }

  /// How many citations of the set name the topic among their headings or substances.
  private static long indexedInTheSampleSet() throws Exception {
    long count = 0;
    for (JsonNode citation : StackApi.JSON.readTree(Files.readString(SAMPLE))) {
      List<JsonNode> terms = new ArrayList<>();
      citation.path("headings").forEach(terms::add);
      citation.path("substances").forEach(terms::add);
      if (terms.stream().anyMatch(term -> term.path("id").asText().equals(TOPIC))) {
        count++;
      }
    }
    return count;
  }
}
