package org.livingevidence.drugs.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;
import org.livingevidence.drugs.TopicPublisher;
import org.livingevidence.drugs.label.LabelRecords;

/// The lint by REST: on save, as a report, and against drugs and topics as they change.
@DrugServiceTest
class LintResourceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/v1/monographs/";

  private static void drug(String id, String condition, String status) {
    As.curator()
        .body(
            """
            {"name": "%s", "indications": [{"condition": {"name": "%s"}, "jurisdiction": "US",
              "status": "%s", "validFrom": "2020",
              "source": {"kind": "label", "setId": "abc", "sentence": "Indicated for it."}}]}
            """
                .formatted(id, condition, status))
        .put("/api/v1/drugs/" + id);
  }

  private static String form(String drug, String text, String claims) {
    return """
        {"title": "How it works", "drugs": ["%s"], "lead": "So.", "quickSummary": "In short.",
         "sections": [{"heading": "How", "paragraphs": [
           {"text": "%s", "references": [1], "claims": [%s]}]}],
         "references": [{"number": 1, "kind": "label", "title": "The label", "setId": "abc",
                         "date": "2021"}]}
        """
        .formatted(drug, text, claims);
  }

  private static String claim(String drug, String condition) {
    return """
        {"drug": "%s", "condition": {"name": "%s"}, "jurisdiction": "US", "status": "approved"}
        """
        .formatted(drug, condition);
  }

  @Test
  void aWriteSaysWhatIsWrongAndIsNotStoppedByIt() {
    drug("linted", "Linted fever", "none-found");
    String body = form("linted", "So.", claim("linted", "Linted fever"));
    String answer =
        As.curator()
            .body(body)
            .put(PATH + "about-linted")
            .then()
            .statusCode(201)
            .body("lint.counts.error", equalTo(1))
            .body("lint.findings[0].code", equalTo("not-in-jurisdiction"))
            .body("lint.findings[0].severity", equalTo("error"))
            .body("lint.findings[0].pointer", equalTo("/sections/0/paragraphs/0/claims/0"))
            .body("lint.findings[0].against[0].stands", equalTo("none-found"))
            .body("lint.findings[0].against[0].source.sentence", equalTo("Indicated for it."))
            .extract()
            .asString();

    As.reader().get(PATH + "about-linted").then().statusCode(200).body("$", not(hasKey("lint")));
    As.curator()
        .body(answer)
        .put(PATH + "about-linted")
        .then()
        .statusCode(200)
        .body("lint.counts.error", equalTo(1));
  }

  @Test
  void aReportIsOfNowAndNotOfTheDayOfWriting() {
    drug("moving", "Moving fever", "none-found");
    As.curator()
        .body(form("moving", "So.", claim("moving", "Moving fever")))
        .put(PATH + "about-moving")
        .then()
        .statusCode(201);
    As.reader()
        .get(PATH + "about-moving/lint")
        .then()
        .statusCode(200)
        .body("monograph", equalTo("about-moving"))
        .body("draft", equalTo(false))
        .body("findings.code", hasItem("not-in-jurisdiction"));

    drug("moving", "Moving fever", "approved");

    As.reader()
        .get(PATH + "about-moving/lint")
        .then()
        .body("findings", empty())
        .body("counts.error", equalTo(0));
    As.reader()
        .get(PATH + "lint?drug=moving")
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("items.monograph", equalTo(List.of("about-moving")))
        .body("next", equalTo(null));
  }

  @Test
  void textIsReadWithTheTopicsAsTheyAre() {
    try (var citationService = new TopicPublisher()) {
      var broad = TopicPublisher.condition("D930001", "Broad Fever");
      broad.putArray("treeNumbers").add("C99.100");
      var narrow = TopicPublisher.condition("D930002", "Narrow Fever", "NARF");
      narrow.putArray("treeNumbers").add("C99.100.200");
      citationService.changed(1, broad);
      citationService.changed(1, narrow);
      drug("reader-drug", "Narrow Fever", "approved");
      String right = form("reader-drug", "In the US it is approved for NARF.", "");
      String wrong = form("reader-drug", "In the US it is approved for broad fever.", "");

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  As.curator()
                      .body(wrong)
                      .post(PATH + "lint")
                      .then()
                      .statusCode(200)
                      .body("findings.code", equalTo(List.of("broader-than-label"))));
      As.curator().body(right).post(PATH + "lint").then().body("findings", empty());
      As.reader().get(PATH + "how-it-works").then().statusCode(404);
    }
  }

  @Test
  void aFormThatCannotBePublishedIsLookedThroughAllTheSame() throws Exception {
    var form = (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(form("x", "y", ""));
    form.putArray("faq").addObject().put("answer", "See {Link: it}.");
    form.withArray("references").addObject().put("number", 2);

    As.curator()
        .body(form.toString())
        .post(PATH + "lint")
        .then()
        .statusCode(200)
        .body(
            "findings.code",
            hasItems("empty-reference", "markup", "question-missing", "not-checked"));
    As.curator()
        .body("{\"title\": 3}")
        .post(PATH + "lint")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("title"));
  }

  private static void label(String setId, int version, String said) {
    var label =
        LabelRecords.openFda(
            setId, version, "202" + version + "0101", Map.of("indications_and_usage", said));
    assertThat(
            Imported.file(
                    LabelRecords.answer("2026-01-0" + version, List.of(label)),
                    "name=" + setId + version + ".json")
                .getString("state"))
        .isEqualTo("finished");
  }

  @Test
  void aQuoteIsLookedForInTheVersionOfTheLabelThatIsCited() {
    String setId = UUID.randomUUID().toString();
    label(setId, 1, "It is for gout in adults. Not for others.");
    String form =
        form("quoting", "So.", "")
            .replace(
                "\"abc\"",
                "\"" + setId + "\", \"version\": \"1\", \"quote\": \"for gout in adults\"");
    As.curator()
        .body(form)
        .post(PATH + "lint")
        .then()
        .statusCode(200)
        .body("quotes.state", equalTo(List.of("verified")))
        .body("findings.code", not(hasItem("newer-version-held")));
    As.curator()
        .body(form.replace("gout in adults", "gout in children"))
        .post(PATH + "lint")
        .then()
        .body("quotes.state", equalTo(List.of("not-found-in-source")))
        .body("findings.code", hasItem("quote-not-in-source"));
    As.curator()
        .body(form.replace("\"version\": \"1\"", "\"version\": \"9\""))
        .post(PATH + "lint")
        .then()
        .body("quotes.state", equalTo(List.of("source-not-held")));

    label(setId, 2, "It is for gout.");

    As.curator()
        .body(form)
        .post(PATH + "lint")
        .then()
        .body("quotes.state", equalTo(List.of("verified")))
        .body("findings.code", hasItem("newer-version-held"));
  }

  @Test
  void whatIsNotThereHasNoReport() {
    As.reader().get(PATH + "nowhere/lint").then().statusCode(404);
    As.reader().get(PATH + "lint?limit=0").then().statusCode(400);
    As.reader().get(PATH + "lint?drug=No%20Slug").then().statusCode(400);
    assertThat(
            As.curator()
                .body(form("x", "y", "").replace("{\"title\"", "{\"id\": \"lint\", \"title\""))
                .post("/api/v1/monographs")
                .statusCode())
        .isEqualTo(422);
  }
}
