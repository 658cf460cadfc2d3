package org.livingevidence.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a pharmacist would check first, asked of the packaged processes with the sample set:
/// nothing is claimed that no authority claims, and every publication is in its right place.
class WorkedExamplesTest {
  private static RunningStack stack;
  private static StackApi api;

  @BeforeAll
  static void start() throws Exception {
    stack = RunningStack.startWithSamples("examples");
    api = new StackApi(stack);
    api.awaitRest();
  }

  @AfterAll
  static void stop() throws Exception {
    stack.close();
  }

  @Test
  void inTheUnitedStatesAnakinraIsApprovedForOneCryopyrinSyndromeOnly() throws Exception {
    JsonNode anakinra = drug("D056587", "anakinra");

    List<JsonNode> american = new ArrayList<>();
    for (JsonNode each : anakinra.path("inNarrowerConditions")) {
      if (each.path("jurisdiction").asText().equals("US")) {
        american.add(each);
      }
    }
    assertThat(american)
        .singleElement()
        .extracting(each -> each.path("condition").path("id").asText())
        .isEqualTo("MONDO:0011776");
    JsonNode source = american.getFirst().path("source");
    assertThat(source.path("setId").asText()).isEqualTo("d9d74915-6606-4570-9c52-c4001d3177de");
    assertThat(source.path("version").asText()).isEqualTo("20");
    assertThat(source.path("section").asText()).isEqualTo("1.2");
    assertThat(source.path("sentence").asText()).contains("(NOMID)");
    assertThat(statements(anakinra.path("indications"), "US", "approved")).isEmpty();
    assertThat(statements(anakinra.path("inNarrowerConditions"), "EU", "approved"))
        .contains("MONDO:0011776", "MONDO:0008633", "MONDO:0018768");
  }

  @Test
  void stillsFindsTheUmbrellaThenItsMembers() throws Exception {
    List<String> found = new ArrayList<>();
    api.get("/api/v1/conditions?q=stills")
        .path("items")
        .forEach(item -> found.add(item.path("id").asText()));

    assertThat(found).startsWith("LE:stills-disease");
    assertThat(found.subList(1, 3)).containsExactly("D016706", "C565798");

    JsonNode anakinra = drug("LE:stills-disease", "anakinra");
    assertThat(statements(anakinra.path("indications"), "EU", "approved"))
        .containsExactly("LE:stills-disease");
    assertThat(statements(anakinra.path("indications"), "US", "approved")).isEmpty();
    JsonNode american = one(anakinra.path("indications"), "US", "none-found");
    assertThat(american.path("designations").get(0).path("kind").asText()).isEqualTo("orphan");
    assertThat(american.path("designations").get(0).path("date").asText()).isEqualTo("2015-09-15");

    JsonNode canakinumab =
        one(drug("LE:stills-disease", "canakinumab").path("indications"), "US", "approved");
    assertThat(canakinumab.path("population").path("ageMin").path("value").asInt()).isEqualTo(2);
    assertThat(statements(drug("D016706", "canakinumab").path("indications"), "US", "approved"))
        .isNotEmpty();
    assertThat(statements(drug("C565798", "canakinumab").path("indications"), "US", "approved"))
        .isNotEmpty();
  }

  @Test
  void whatIsApprovedForAConditionBelowRheumatoidArthritisIsNotApprovedForIt() throws Exception {
    JsonNode anakinra = one(drug("D001172", "anakinra").path("indications"), "US", "approved");
    assertThat(anakinra.path("population").path("ageMin").path("value").asInt()).isEqualTo(18);
    assertThat(anakinra.path("population").path("priorTherapy").asText()).contains("1 or more");
    assertThat(anakinra.path("regimen").asText()).contains("TNF");

    Set<String> approved = new TreeSet<>();
    for (JsonNode item : api.get("/api/v1/conditions/D001172/drugs?limit=200").path("items")) {
      for (String jurisdiction : List.of("US", "EU")) {
        if (!statements(item.path("indications"), jurisdiction, "approved").isEmpty()) {
          approved.add(item.path("drug").path("id").asText());
        }
      }
    }
    assertThat(approved)
        .contains("anakinra")
        .doesNotContain("canakinumab", "pilocarpine", "rilonacept");
  }

  @Test
  void twoDrugsOfOneDeficiencyDifferInIntentAndPopulation() throws Exception {
    JsonNode anakinra = one(drug("C557815", "anakinra").path("indications"), "US", "approved");
    assertThat(anakinra.path("intent").asText()).isEqualTo("treatment");
    assertThat(anakinra.path("population").isMissingNode()).isTrue();

    JsonNode rilonacept = one(drug("C557815", "rilonacept").path("indications"), "US", "approved");
    assertThat(rilonacept.path("intent").asText()).isEqualTo("maintenance-of-remission");
    assertThat(rilonacept.path("population").path("weightMin").path("value").asInt()).isEqualTo(10);
  }

  @Test
  void aCaseSeriesIsReportedUseAndTheBodysOwnProteinIsNoDrug() throws Exception {
    JsonNode anakinra = drug("D006105", "anakinra");
    assertThat(anakinra.path("indications")).isEmpty();
    assertThat(lines(anakinra.path("reportedUse")))
        .anyMatch(line -> line.startsWith("van de Veerdonk"))
        .anyMatch(line -> line.startsWith("Hahn"));

    for (JsonNode condition : api.get("/api/v1/conditions?limit=200").path("items")) {
      String id = condition.path("id").asText();
      assertThat(
              lines(
                  api.get("/api/v1/conditions/" + id + "/citations?drug=anakinra&limit=200")
                      .path("items")))
          .as(id)
          .noneMatch(line -> line.startsWith("Yu G"))
          .noneMatch(line -> line.startsWith("Herder"))
          .noneMatch(line -> line.startsWith("Loddick"));
    }
  }

  @Test
  void theMonographIsReadFromTheDrugOnAConditionsPageToItsLastReference() throws Exception {
    JsonNode said = drug("C557815", "anakinra").path("drug").path("monograph");
    String path = "/monographs/" + said.path("id").asText();
    JsonNode monograph = api.get("/api/v1" + path);
    assertThat(said.path("title")).isEqualTo(monograph.path("title"));
    assertThat(said.path("summary")).isEqualTo(monograph.path("quickSummary"));

    assertThat(page("/conditions/C557815"))
        .contains("<a href=\"" + path + "\">")
        .contains(monograph.path("quickSummary").asText());
    String page = page(path);
    for (JsonNode question : monograph.path("faq")) {
      assertThat(page).contains(escaped(question.path("question").asText()));
    }
    assertThat(monograph.path("references")).isNotEmpty();
    for (JsonNode reference : monograph.path("references")) {
      assertThat(page)
          .contains("<li id=\"reference-" + reference.path("number").asInt() + "\">")
          .contains(escaped(reference.path("title").asText()));
      if (reference.has("citation")) {
        JsonNode citation = api.get("/api/v1/citations/" + reference.path("citation").asText());
        assertThat(citation.path("title")).isEqualTo(reference.path("title"));
      }
    }
    assertThat(page).contains("Disclaimer").doesNotContain("{Link");

    HttpResponse<String> unknown =
        api.send("GET", "/monographs/no-such-one", "text/html", new byte[0], "");
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  private static String page(String path) throws Exception {
    HttpResponse<String> page = api.send("GET", path, "text/html", new byte[0], "");
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    return page.body();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("\"", "&quot;");
  }

  private static JsonNode drug(String condition, String drug) throws Exception {
    for (JsonNode item :
        api.get("/api/v1/conditions/" + condition + "/drugs?limit=200").path("items")) {
      if (item.path("drug").path("id").asText().equals(drug)) {
        return item;
      }
    }
    throw new AssertionError(drug + " is no drug of " + condition);
  }

  /// The conditions that statements of a status in a jurisdiction name.
  private static List<String> statements(JsonNode indications, String jurisdiction, String status) {
    List<String> conditions = new ArrayList<>();
    for (JsonNode each : indications) {
      if (each.path("jurisdiction").asText().equals(jurisdiction)
          && each.path("status").asText().equals(status)) {
        conditions.add(each.path("condition").path("id").asText());
      }
    }
    return conditions;
  }

  private static JsonNode one(JsonNode indications, String jurisdiction, String status) {
    for (JsonNode each : indications) {
      if (each.path("jurisdiction").asText().equals(jurisdiction)
          && each.path("status").asText().equals(status)) {
        return each;
      }
    }
    throw new AssertionError(status + " in " + jurisdiction + " is not stated: " + indications);
  }

  private static List<String> lines(JsonNode publications) {
    List<String> lines = new ArrayList<>();
    publications.forEach(item -> lines.add(item.path("line").asText()));
    return lines;
  }
}
