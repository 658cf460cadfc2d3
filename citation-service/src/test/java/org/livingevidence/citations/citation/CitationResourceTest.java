package org.livingevidence.citations.citation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.teststack.Contracts;

@QuarkusTest
class CitationResourceTest extends CitationServiceTest {
  private static final String PATH = "/api/v1/citations/";

  @Test
  void aCitationIsCreatedReadReplacedAndDeleted() throws Exception {
    String pmid = freshPmid();
    String id = "pmid:" + pmid;
    // When it is created
    Response created = create(body(pmid, "First"));
    created
        .then()
        .statusCode(201)
        .header("Location", containsString(PATH + "pmid"))
        .header("Evidence-Version", containsString("living-evidence.citation.changed.v1/" + id))
        .body("id", equalTo(id))
        .body("state", equalTo("current"))
        .body("kind", equalTo("article"))
        .body("source.kind", equalTo("curated"));
    String etag = created.header("ETag");
    // Then it is read under any of its names
    for (String name : List.of(id, pmid)) {
      as("reader").get(PATH + name).then().statusCode(200).header("ETag", etag);
    }
    as("reader").header("If-None-Match", etag).get(PATH + id).then().statusCode(304);
    // When it is replaced
    Response updated =
        as("curator").header("If-Match", etag).body(body(pmid, "Second")).put(PATH + id);
    updated.then().statusCode(200).body("title", equalTo("Second"));
    assertThat(updated.header("ETag")).isNotEqualTo(etag);
    // Then an edit of what was read before is refused
    as("curator")
        .header("If-Match", etag)
        .body(body(pmid, "Third"))
        .put(PATH + id)
        .then()
        .statusCode(412);
    // When it is deleted
    as("curator")
        .delete(PATH + id)
        .then()
        .statusCode(204)
        .header("Evidence-Version", containsString("citation.deleted.v1"));
    // Then it is gone, every act is in the audit log, and each was one event
    as("reader").get(PATH + id).then().statusCode(404);
    assertThat(count("select count(*) from audit_log where aggregate_id = ?", id)).isEqualTo(3);
    assertThat(
            count(
                "select version & 1099511627775 from outbox_aggregate where type = 'citation' and id = ?",
                id))
        .isEqualTo(3);
  }

  @Test
  void theSameContentAgainIsNoEvent() throws Exception {
    // Given
    String pmid = freshPmid();
    String etag = create(body(pmid, "Same")).header("ETag");
    String read = as("reader").get(PATH + pmid).asString();
    // When
    Response again = as("curator").body(read).put(PATH + "pmid:" + pmid);
    // Then
    again.then().statusCode(200).header("ETag", etag).header("Evidence-Version", notNullValue());
    assertThat(
            count(
                "select version & 1099511627775 from outbox_aggregate where type = 'citation' and id = ?",
                "pmid:" + pmid))
        .isEqualTo(1);
  }

  @Test
  void markupIsTakenInOneFormAndRefusedWhereItIsNotSafeOrSaysOtherWords() {
    // Given
    String pmid = freshPmid();
    ObjectNode body = (ObjectNode) StateJson.parse(body(pmid, "Loss of Il1rn in 10⁶ cells"));
    // When
    body.put("titleMarkup", "Loss of <i> Il1rn</i> in 10<sup>6</sup>  cells");
    // Then
    create(body.toString())
        .then()
        .statusCode(201)
        .body("titleMarkup", equalTo("Loss of <i>Il1rn</i> in 10<sup>6</sup> cells"));
    // When
    body.put("titleMarkup", "Loss of <script>Il1rn</script> in 10<sup>6</sup> cells");
    as("curator")
        .body(body.toString())
        .put(PATH + pmid)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("titleMarkup"))
        .body("errors[0].reason", containsString("<script> at position 8; allowed are b, i, sc"));
    body.put("titleMarkup", "Gain of <i>Il1rn</i>");
    as("curator")
        .body(body.toString())
        .put(PATH + pmid)
        .then()
        .statusCode(422)
        .body("errors[0].reason", containsString("must say the same as title"));
  }

  @Test
  void aSecondCitationWithAnIdentifierIsRefusedAndTheFirstIsNamed() {
    String pmid = freshPmid();
    String doi = "10.5555/twice." + pmid;
    create(
            "{\"title\":\"One\",\"identifiers\":{\"pmid\":\"%s\",\"doi\":\"https://doi.org/%s\"}}"
                .formatted(pmid, doi))
        .then()
        .statusCode(201)
        .body("identifiers.doi", equalTo(doi));
    create("{\"title\":\"Two\",\"identifiers\":{\"doi\":\"%s\"}}".formatted(doi))
        .then()
        .statusCode(409)
        .body("other", equalTo("pmid:" + pmid))
        .body("errors.field", hasItem("identifiers.doi"));
    create(body(pmid, "Three"))
        .then()
        .statusCode(409)
        .body("other", equalTo("pmid:" + pmid))
        .body("errors.field", hasItem("identifiers.pmid"));
    as("reader").get(PATH + doi).then().statusCode(200).body("id", equalTo("pmid:" + pmid));
    as("reader").get(PATH + "doi:" + doi).then().statusCode(200);
  }

  @Test
  void ofManyWhoClaimOneIdentifierAtOnceOneGetsIt() throws Exception {
    // Given
    String doi = "10.5555/raced." + freshPmid();
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String body =
          "{\"title\":\"Raced\",\"identifiers\":{\"pmid\":\"%s\",\"doi\":\"%s\"}}"
              .formatted(freshPmid(), doi);
      writers.add(() -> create(body).statusCode());
    }
    // When
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
      for (Future<Integer> answer : threads.invokeAll(writers)) {
        answers.add(answer.get());
      }
    }
    // Then
    assertThat(answers).containsOnly(201, 409);
    assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
    assertThat(count("select count(*) from citation where doi = ?", doi)).isEqualTo(1);
  }

  @Test
  void everythingThatIsWrongIsNamedByItsField() {
    create(
            """
            {"title":"T","year":1200,"state":"retracted","kind":"poem","languages":["english"],
             "identifiers":{"pmid":"0x1","doi":"12.3/4","pmcid":"1"},
             "authors":[{"family":"A","orcid":"0000-0002-1825-0098"},{"given":"only"}],
             "journal":{"issn":["1234"]},"abstract":[{"label":"AIM"}],
             "headings":[{"id":"arthritis","name":"Arthritis","major":true}],
             "notices":[{"relation":"Retraction In"}],"cites":["8","pmid:8","pmid:8"]}""")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body(
            "errors.field",
            hasItems(
                "year",
                "state",
                "kind",
                "languages[0]",
                "identifiers.pmid",
                "identifiers.doi",
                "authors[0].orcid",
                "authors[1]",
                "journal.issn[0]",
                "abstract[0].text",
                "headings[0].id",
                "notices[0].relation",
                "cites[0]",
                "cites[2]"));
  }

  @Test
  void whatIsNotAFieldOrNotOfItsTypeIsRefusedByName() {
    create("{\"title\":\"T\",\"identifiers\":{\"pmdi\":\"1\"}}")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem(containsString("pmdi")));
    create("{\"title\":\"T\",\"year\":\"2011\"}")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("year"));
    create("{\"title\":\"a\\u0000b\"}")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("title"));
    create("{\"title\":\"\\ud800\"}").then().statusCode(422);
    create("{\"title\":\"T\",\"authors\":[null]}")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("authors[0]"));
    create("{").then().statusCode(400);
    create("{\"year\":2011}").then().statusCode(422).body("errors.field", hasItem("title"));
  }

  @Test
  void anIdempotencyKeyCreatesOnce() {
    String pmid = freshPmid();
    for (int i = 0; i < 2; i++) {
      as("curator")
          .header("Idempotency-Key", "key-" + pmid)
          .body(body(pmid, "Once"))
          .post(PATH)
          .then()
          .statusCode(201)
          .body("id", equalTo("pmid:" + pmid));
    }
    as("curator")
        .header("Idempotency-Key", "key-" + pmid)
        .body(body(pmid, "Other"))
        .post(PATH)
        .then()
        .statusCode(422);
  }

  @Test
  void anIdNeverChanges() {
    String pmid = freshPmid();
    create(body(pmid, "T"));
    as("curator")
        .body(body(freshPmid(), "T"))
        .put(PATH + "pmid:" + pmid)
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("identifiers.pmid"));
    as("curator").body(body(freshPmid(), "T")).put(PATH + freshPmid()).then().statusCode(404);
  }

  @Test
  void aCitationWithoutIdentifiersIsNamedAfterItsContent() {
    String title = "Nameless " + freshPmid();
    String id =
        create("{\"title\":\"%s\"}".formatted(title)).then().statusCode(201).extract().path("id");
    assertThat(id).startsWith("hash:");
    create("{\"title\":\"%s!\"}".formatted(title)).then().statusCode(409);
  }

  @Test
  void aListIsReadPageByPage() {
    for (int i = 0; i < 3; i++) {
      create(body(freshPmid(), "Page " + i)).then().statusCode(201);
    }
    Response first = as("reader").get("/api/v1/citations?limit=2");
    first.then().statusCode(200).body("items.size()", equalTo(2)).body("next", notNullValue());
    Response second = as("reader").get("/api/v1/citations?limit=2&cursor=" + first.path("next"));
    String last = first.path("items[1].id");
    String next = second.path("items[0].id");
    assertThat(next).isGreaterThan(last);
    as("reader").get("/api/v1/citations?limit=0").then().statusCode(400);
    as("reader").get("/api/v1/citations?cursor=%25").then().statusCode(400);
  }

  @Test
  void whoMayNotMayNot() {
    as("reader").body(body(freshPmid(), "T")).post(PATH).then().statusCode(403);
    as("importer").delete(PATH + "pmid:1").then().statusCode(403);
    RestAssured.given().get(PATH + "1").then().statusCode(401);
  }

  @Test
  void everyExampleOfTheContractThatACuratorMayWriteIsTaken() {
    for (String name : List.of("full", "minimal", "retracted", "book")) {
      var data = (ObjectNode) Contracts.read("examples/citation.v1." + name + ".json").deepCopy();
      String pmid = freshPmid();
      data.remove("source");
      data.put("id", "pmid:" + pmid);
      ((ObjectNode) data.path("identifiers")).removeAll().put("pmid", pmid);
      Response created = create(data.toString());
      assertThat(created.statusCode()).as("%s: %s", name, created.asString()).isEqualTo(201);
    }
  }

  private static Response create(String body) {
    return as("curator").body(body).post("/api/v1/citations");
  }

  private static String body(String pmid, String title) {
    return """
        {"title":"%s","identifiers":{"pmid":"%s"},"year":2011,"published":"2011-02",
         "authors":[{"family":"Aksentijevich","given":"Ivona","initials":"I"}],
         "headings":[{"id":"D056660","name":"Hereditary Autoinflammatory Diseases","major":true}]}"""
        .formatted(title, pmid);
  }
}
