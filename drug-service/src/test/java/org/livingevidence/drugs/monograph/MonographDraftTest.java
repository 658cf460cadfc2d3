package org.livingevidence.drugs.monograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TopicReader;

/// Drafts and versions: what is unfinished is saved and told to nobody, what was published is kept.
@DrugServiceTest
class MonographDraftTest {
  private static final String PATH = "/api/v1/monographs/";

  private static String form(String lead) {
    return """
        {"title": "How it works", "drugs": ["drafted"], "lead": "%s", "quickSummary": "In short.",
         "sections": [{"heading": "How", "paragraphs": [{"text": "So.", "references": [1]}]}],
         "references": [{"number": 1, "kind": "label", "title": "The label", "setId": "abc"}]}
        """
        .formatted(lead);
  }

  private static long events(String id) {
    return TopicReader.readAll(TestStack.get().bootstrapServers(), "living-evidence.monographs")
        .stream()
        .filter(record -> record.key().equals(id))
        .count();
  }

  @Test
  void aDraftIsSavedUnfinishedAndIsInNoEventUntilItIsPublished() {
    As.curator()
        .header("Evidence-Reason", "a beginning")
        .body("{\"title\": \"How\", \"faq\": [{\"answer\": \"See {Link: it}.\"}]}")
        .put(PATH + "unfinished/draft")
        .then()
        .statusCode(201)
        .body("monograph.title", equalTo("How"))
        .body("savedBy", equalTo("test-curator"))
        .body("reason", equalTo("a beginning"))
        .body("basedOn", equalTo(0))
        .body("lint.findings.code", hasItems("question-missing", "markup", "not-publishable"));
    As.curator()
        .post(PATH + "unfinished/draft/publication")
        .then()
        .statusCode(422)
        .body("errors.field", hasItems("lead", "faq[0].question", "faq[0].answer"));
    As.reader().get(PATH + "unfinished").then().statusCode(404);
    As.reader().get(PATH + "unfinished/draft").then().statusCode(403);
    As.curator().get(PATH + "unfinished/draft/lint").then().body("draft", equalTo(true));

    As.curator().body(form("Done.")).put(PATH + "unfinished/draft").then().statusCode(200);
    As.reader().get(PATH + "unfinished/versions").then().statusCode(404);
    assertThat(events("unfinished")).isZero();

    As.curator()
        .post(PATH + "unfinished/draft/publication")
        .then()
        .statusCode(201)
        .header("Location", PATH + "unfinished")
        .body("lead", equalTo("Done."));
    As.reader().get(PATH + "unfinished").then().statusCode(200);
    As.curator().get(PATH + "unfinished/draft").then().statusCode(404);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events("unfinished")).isEqualTo(1));
  }

  @Test
  void draftsAreListedForCuratorsPageByPage() {
    // Given
    for (String id : List.of("zz-listed-a", "zz-listed-b", "zz-listed-c")) {
      As.curator()
          .header("Evidence-Reason", "for the list")
          .body("{\"title\": \"Of " + id + "\", \"drugs\": [\"drafted\"]}")
          .put(PATH + id + "/draft")
          .then()
          .statusCode(201);
    }
    As.curator().body(form("Published.")).put(PATH + "zz-listed-b").then().statusCode(201);
    // When
    var first = As.curator().get(PATH + "drafts?cursor=zz-listed&limit=2").jsonPath();
    // Then
    assertThat(first.getList("items.id")).containsExactly("zz-listed-a", "zz-listed-b");
    assertThat(first.getList("items.title")).containsExactly("Of zz-listed-a", "Of zz-listed-b");
    assertThat(first.getList("items.overtaken")).containsExactly(false, true);
    assertThat(first.getString("items[0].savedBy")).isEqualTo("test-curator");
    assertThat(first.getString("items[0].reason")).isEqualTo("for the list");
    assertThat(first.getString("items[0].url")).isEqualTo(PATH + "zz-listed-a/draft");
    assertThat(first.getInt("total")).isGreaterThanOrEqualTo(3);
    assertThat(
            As.curator()
                .get(PATH + "drafts?limit=2&cursor=" + first.getString("next"))
                .jsonPath()
                .getList("items.id"))
        .containsExactly("zz-listed-c");
    As.reader().get(PATH + "drafts").then().statusCode(403);
    As.curator().get(PATH + "drafts?limit=0").then().statusCode(400);
  }

  @Test
  void aDraftDoesNotOverwriteWhatWasPublishedSinceItWasBegun() {
    As.curator().body(form("One.")).put(PATH + "overtaken").then().statusCode(201);
    As.curator().body(form("Draft.")).put(PATH + "overtaken/draft").then().statusCode(201);
    String etag =
        As.curator().body(form("Two.")).put(PATH + "overtaken").then().extract().header("ETag");

    As.curator().get(PATH + "overtaken/draft").then().body("overtaken", equalTo(true));
    As.curator().post(PATH + "overtaken/draft/publication").then().statusCode(409);
    As.curator()
        .body(form("Both."))
        .put(PATH + "overtaken/draft?basedOn=" + etag.replace("\"", ""))
        .then()
        .statusCode(200)
        .body("overtaken", equalTo(false));
    As.curator().post(PATH + "overtaken/draft/publication").then().statusCode(200);
    As.reader().get(PATH + "overtaken").then().body("lead", equalTo("Both."));
  }

  @Test
  void twoWhoSaveADraftDoNotOverwriteEachOther() {
    String first =
        As.curator().body(form("A.")).put(PATH + "contested/draft").then().extract().header("ETag");
    As.curator()
        .header("If-Match", first)
        .body(form("B."))
        .put(PATH + "contested/draft")
        .then()
        .statusCode(200);

    As.curator()
        .header("If-Match", first)
        .body(form("C."))
        .put(PATH + "contested/draft")
        .then()
        .statusCode(412);
    As.curator().delete(PATH + "contested/draft").then().statusCode(204);
    As.curator().delete(PATH + "contested/draft").then().statusCode(404);
    As.curator()
        .header("If-Match", first)
        .body(form("D."))
        .put(PATH + "contested/draft")
        .then()
        .statusCode(412);
  }

  @Test
  void everyVersionIsKeptWithWhoWhenAndWhy() {
    As.curator().body(form("One.")).put(PATH + "versioned").then().statusCode(201);
    As.curator()
        .header("Evidence-Reason", "a better lead")
        .body(form("Two."))
        .put(PATH + "versioned")
        .then()
        .statusCode(200);
    As.curator().body(form("Two.")).put(PATH + "versioned").then().statusCode(200);
    As.curator().delete(PATH + "versioned").then().statusCode(204);

    var list =
        As.reader()
            .get(PATH + "versioned/versions")
            .then()
            .statusCode(200)
            .body("total", equalTo(3))
            .body("items.deleted", equalTo(List.of(true, false, false)))
            .body("items[1].reason", equalTo("a better lead"))
            .body("items.changedBy", hasItem("test-curator"))
            .body("items[0]", hasKey("changedAt"))
            .extract()
            .jsonPath();
    As.reader()
        .get(PATH + "versioned/versions/" + list.getLong("items[1].version"))
        .then()
        .statusCode(200)
        .body("monograph.lead", equalTo("Two."))
        .body("changedPaths", equalTo(List.of("/lead")));
    As.reader()
        .get(PATH + "versioned/versions/" + list.getLong("items[2].version"))
        .then()
        .body("monograph.lead", equalTo("One."));
    As.reader()
        .get(PATH + "versioned/versions/" + list.getLong("items[0].version"))
        .then()
        .body("$", not(hasKey("monograph")));
    As.reader().get(PATH + "versioned/versions/1").then().statusCode(404);
    As.reader().get(PATH + "versioned/versions/x").then().statusCode(404);
    String next = As.reader().get(PATH + "versioned/versions?limit=1").jsonPath().getString("next");
    As.reader()
        .get(PATH + "versioned/versions?limit=2&cursor=" + next)
        .then()
        .body("items[0].reason", equalTo("a better lead"))
        .body("next", equalTo(null));
    As.reader().get(PATH + "nowhere/versions").then().statusCode(404);
  }
}
