package org.livingevidence.drugs.drug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.teststack.TestTokens;

@DrugServiceTest
class DrugResourceTest {
  @Inject DataSource database;
  @Inject DrugWriter writer;

  private static String form(String name) {
    return """
        {"name": "%s", "brands": ["Brand of %s"],
         "indications": [{
           "condition": {"id": "D001172", "name": "Rheumatoid arthritis"}, "jurisdiction": "US",
           "status": "approved", "intent": "treatment",
           "source": {"kind": "label", "section": "1.1", "sentence": "Is indicated for …"}}],
         "restrictions": [{
           "against": {"kind": "class", "name": "TNF blocking agents"}, "force": "avoid",
           "jurisdiction": "EU", "source": {"kind": "guideline", "sentence": "Avoid."}}]}
        """
        .formatted(name, name);
  }

  private static String create(String name) {
    return As.curator()
        .body(form(name))
        .post("/api/v1/drugs")
        .then()
        .statusCode(201)
        .extract()
        .header("ETag");
  }

  private long events(String id) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select version from outbox_aggregate where type = 'drug' and id = ?")) {
      statement.setString(1, id);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  @Test
  void whoeverWritesADrugNotesThatItIsToFollowItsLabelsOnceMore() {
    create("Followagainib");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              assertThat(writer.write("followagainib", null, Objects::requireNonNull).created())
                  .isFalse();
              assertThat(isToFollow("followagainib")).isTrue();
            });
  }

  private boolean isToFollow(String id) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("select 1 from drug_reading_due where drug_id = ?")) {
      statement.setString(1, id);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDrugIsCreatedReadReplacedAndDeleted() {
    As.curator()
        .body(form("Lifecyclinib"))
        .post("/api/v1/drugs")
        .then()
        .statusCode(201)
        .header("Location", "/api/v1/drugs/lifecyclinib")
        .header(
            "Evidence-Version",
            matchesPattern("living-evidence\\.drug\\.changed\\.v1/lifecyclinib/\\d+"))
        .body("id", equalTo("lifecyclinib"))
        .body("indications[0].condition.match", equalTo("chosen"))
        .body("indications[0].knownSince", matchesPattern("20.*Z"));

    String etag =
        As.reader()
            .get("/api/v1/drugs/lifecyclinib")
            .then()
            .statusCode(200)
            .body("name", equalTo("Lifecyclinib"))
            .extract()
            .header("ETag");
    As.reader()
        .header("If-None-Match", etag)
        .get("/api/v1/drugs/lifecyclinib")
        .then()
        .statusCode(304);

    As.curator()
        .header("If-Match", etag)
        .body("{\"name\": \"Lifecyclinib\", \"target\": \"a kinase\"}")
        .put("/api/v1/drugs/lifecyclinib")
        .then()
        .statusCode(200)
        .body("target", equalTo("a kinase"))
        .body("$", not(hasKey("indications")));

    As.curator().delete("/api/v1/drugs/lifecyclinib").then().statusCode(204);
    As.reader()
        .get("/api/v1/drugs/lifecyclinib")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("lifecyclinib"));
    As.curator().delete("/api/v1/drugs/lifecyclinib").then().statusCode(404);
  }

  @Test
  void aDrugThatIsThereIsNotCreatedAgain() {
    create("Twicemab");

    As.curator().body(form("Twicemab")).post("/api/v1/drugs").then().statusCode(409);
  }

  @Test
  void aRecreatedDrugContinuesItsVersions() throws SQLException {
    create("Returnimab");
    long first = events("returnimab");
    As.curator().delete("/api/v1/drugs/returnimab").then().statusCode(204);
    create("Returnimab");

    assertThat(events("returnimab")).isEqualTo(first + 2);
  }

  @Test
  void writingTheSameAgainEmitsNothing() throws SQLException {
    create("Samemab");
    long version = events("samemab");
    String served = As.reader().get("/api/v1/drugs/samemab").asString();

    As.curator().body(form("Samemab")).put("/api/v1/drugs/samemab").then().statusCode(200);
    As.curator()
        .body(served)
        .put("/api/v1/drugs/samemab")
        .then()
        .statusCode(200)
        .header("Evidence-Version", startsWith("living-evidence.drug.changed.v1/samemab/"));

    assertThat(events("samemab")).isEqualTo(version);
    assertThat(As.reader().get("/api/v1/drugs/samemab").asString()).isEqualTo(served);
  }

  @Test
  void aStaleIfMatchIsRefusedAndLeavesNothing() throws SQLException {
    String etag = create("Stalemab");
    As.curator()
        .header("If-Match", etag)
        .body("{\"name\": \"Stalemab\", \"target\": \"first\"}")
        .put("/api/v1/drugs/stalemab")
        .then()
        .statusCode(200);
    long version = events("stalemab");

    As.curator()
        .header("If-Match", etag)
        .body("{\"name\": \"Stalemab\", \"target\": \"second\"}")
        .put("/api/v1/drugs/stalemab")
        .then()
        .statusCode(412);
    As.curator().header("If-Match", etag).delete("/api/v1/drugs/stalemab").then().statusCode(412);

    assertThat(events("stalemab")).isEqualTo(version);
    As.reader().get("/api/v1/drugs/stalemab").then().body("target", equalTo("first"));
  }

  @Test
  void theSameKeyWithTheSameBodyCreatesOnceAndWithAnotherBodyIsRefused() throws SQLException {
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      As.curator()
          .header("Idempotency-Key", key)
          .body(form("Oncemab"))
          .post("/api/v1/drugs")
          .then()
          .statusCode(201);
    }
    As.curator()
        .header("Idempotency-Key", key)
        .body(form("Othermab"))
        .post("/api/v1/drugs")
        .then()
        .statusCode(422);

    assertThat(events("othermab")).isZero();
  }

  @Test
  void aFormThatCannotBeRightNamesEveryFieldAndLeavesNothing() throws SQLException {
    As.curator()
        .body(
            """
            {"name": "Wrongmab", "colour": "blue", "indications": [{
               "condition": {"id": "not an id", "name": "x"}, "jurisdiction": "USA",
               "status": "approved"}]}
            """)
        .post("/api/v1/drugs")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors", hasSize(4))
        .body("errors.field", hasItem("colour"))
        .body("errors.field", hasItem("indications[0].condition.id"))
        .body("errors.field", hasItem("indications[0].jurisdiction"))
        .body("errors.field", hasItem("indications[0].source"));

    assertThat(events("wrongmab")).isZero();
  }

  @Test
  void whatIsNotJsonOrRepeatsAKeyIsAProblem() {
    for (String body :
        new String[] {"{\"name\":", "{\"name\":\"a\",\"name\":\"b\"}", "[]", "7", ""}) {
      As.curator()
          .body(body)
          .post("/api/v1/drugs")
          .then()
          .statusCode(oneOf(400, 422))
          .contentType("application/problem+json");
    }
    As.curator()
        .contentType(ContentType.XML)
        .body("<a/>")
        .post("/api/v1/drugs")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @Test
  void idsThatCannotBeAreAsAbsentAsThoseThatAreNot() {
    for (String id :
        new String[] {"nobody", "A%20B", "a%00b", "..%2f", "x".repeat(300), "%F0%9F"}) {
      As.reader()
          .urlEncodingEnabled(false)
          .get("/api/v1/drugs/" + id)
          .then()
          .statusCode(oneOf(400, 404))
          .contentType("application/problem+json");
    }
    As.curator()
        .body(form("Anyname"))
        .put("/api/v1/drugs/Not_A_Slug")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("id"));
    As.curator()
        .body("{\"id\": \"other\", \"name\": \"Anyname\"}")
        .put("/api/v1/drugs/anyname")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("id"));
  }

  @Test
  void whoMayNotIsToldSo() {
    RestAssured.given().get("/api/v1/drugs").then().statusCode(401);
    RestAssured.given()
        .auth()
        .oauth2(TestTokens.expired("late", "curator"))
        .get("/api/v1/drugs")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    for (String role : new String[] {"reader", "importer", "operator"}) {
      As.with(role).body(form("Forbidumab")).post("/api/v1/drugs").then().statusCode(403);
      As.with(role).delete("/api/v1/drugs/forbidumab").then().statusCode(403);
    }
  }

  @Test
  void drugsAreListedByPageAndFoundByBrand() {
    for (String name : new String[] {"Listamab A", "Listamab B", "Listamab C"}) {
      create(name);
    }
    String next =
        As.reader()
            .queryParam("q", "Brand of Listamab")
            .queryParam("limit", 2)
            .get("/api/v1/drugs")
            .then()
            .statusCode(200)
            .body("total", equalTo(3))
            .body("items.id", equalTo(List.of("listamab-a", "listamab-b")))
            .extract()
            .path("next");
    As.reader()
        .queryParam("q", "listamab")
        .queryParam("cursor", next)
        .get("/api/v1/drugs")
        .then()
        .body("items.id", equalTo(List.of("listamab-c")))
        .body("next", equalTo(null));
    As.reader().queryParam("limit", 0).get("/api/v1/drugs").then().statusCode(400);
    As.reader().queryParam("limit", "many").get("/api/v1/drugs").then().statusCode(oneOf(400, 404));
    As.reader().queryParam("cursor", "%").get("/api/v1/drugs").then().statusCode(400);
  }

  @Test
  void anIndicationIsEditedAloneAndFoundAcrossDrugs() {
    create("Editumab");
    String statement =
        """
        {"condition": {"id": "C557815", "name": "DIRA of Editumab"}, "jurisdiction": "EU",
         "status": "none-found"}
        """;
    String location =
        As.curator()
            .body(statement)
            .post("/api/v1/drugs/editumab/indications")
            .then()
            .statusCode(201)
            .header("Evidence-Version", startsWith("living-evidence.drug.changed.v1/editumab/"))
            .extract()
            .header("Location");
    As.curator().body(statement).post("/api/v1/drugs/editumab/indications").then().statusCode(409);
    As.curator()
        .body(
            statement.replace(
                "\"none-found\"",
                "\"off-label\", \"source\": {\"kind\": \"guideline\","
                    + " \"sentence\": \"May be used.\"}"))
        .put(location)
        .then()
        .statusCode(200)
        .body("status", equalTo("off-label"));
    As.reader()
        .queryParam("condition", "C557815")
        .queryParam("drug", "editumab")
        .queryParam("jurisdiction", "EU")
        .queryParam("status", "off-label")
        .get("/api/v1/indications")
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("items[0].drug.name", equalTo("Editumab"))
        .body("items[0].condition.id", equalTo("C557815"));
    As.reader().get(location).then().statusCode(200);
    As.curator().delete(location).then().statusCode(204);
    As.reader().get(location).then().statusCode(404);
    As.reader()
        .get("/api/v1/drugs/editumab/indications")
        .then()
        .body("total", equalTo(1))
        .body("items[0].jurisdiction", equalTo("US"));
    As.reader().queryParam("status", "fine").get("/api/v1/indications").then().statusCode(400);
    As.reader().queryParam("jurisdiction", "usa").get("/api/v1/indications").then().statusCode(400);
  }

  @Test
  void aRestrictionIsEditedAlone() {
    create("Restrictumab");
    String location =
        As.curator()
            .body(
                """
                {"against": {"kind": "drug", "id": "etanercept", "name": "etanercept"},
                 "force": "not recommended", "jurisdiction": "US",
                 "source": {"kind": "label", "sentence": "Is not recommended."}}
                """)
            .post("/api/v1/drugs/restrictumab/restrictions")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    As.reader().get(location).then().body("against.id", equalTo("etanercept"));
    As.curator().delete(location).then().statusCode(204);
    As.reader().get("/api/v1/drugs/restrictumab/restrictions").then().body("total", equalTo(1));
    As.curator().body("{}").post("/api/v1/drugs/nobody/restrictions").then().statusCode(422);
    As.reader().get("/api/v1/drugs/nobody/restrictions").then().statusCode(404);
  }

  @Test
  void everyActOfACuratorIsInTheAuditLog() throws SQLException {
    As.curator()
        .header("Evidence-Reason", "a test asked for it")
        .body(form("Auditumab"))
        .post("/api/v1/drugs")
        .then()
        .statusCode(201);
    As.curator().delete("/api/v1/drugs/auditumab").then().statusCode(204);

    As.with("operator")
        .get("/api/v1/audit?limit=1000")
        .then()
        .statusCode(200)
        .body(containsString("auditumab"))
        .body(containsString("a test asked for it"));
  }
}
