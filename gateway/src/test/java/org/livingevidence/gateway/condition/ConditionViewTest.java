package org.livingevidence.gateway.condition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

@GatewayTest
class ConditionViewTest {
  private final Events events = new Events();
  private String id = "";
  private String tree = "";
  private String name = "";

  @BeforeEach
  void unique() {
    long number = Events.unique();
    id = "D" + number;
    tree = "C" + number;
    name = "Testing Disease " + number;
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void showsWhatTheOwnersSaid() {
    events.condition(id, name, tree, "Synonym of " + number());
    String written =
        events.citation("1" + number(), "A trial.", 2020, id, "Randomized Controlled Trial");

    Response view = reader(written).get("/api/v1/conditions/" + id);

    view.then()
        .statusCode(200)
        .body("condition.id", equalTo(id))
        .body("condition.naturalName", equalTo(name))
        .body("condition.synonyms", contains("Synonym of " + number()))
        .body("publications.total", equalTo(1))
        .body("publications.byYear.2020", equalTo(1))
        .body("publications.byDesign.randomized-trial", equalTo(1))
        .body("publications.top", hasSize(1))
        .body("publications.top[0].line", equalTo("Author AB. A trial. J Tests. 2020."))
        .body("publications.top[0].links.pubmed", containsString("/1" + number() + "/"))
        .body("publications.top[0].state", equalTo("current"))
        .body("publications.top[0].why.terms.name", contains("design", "major-topic", "recency"))
        .body("version", nullValue())
        .body("position", nullValue());
    assertThat(view.header("Evidence-Position")).matches("\\d+");
    assertThat(view.header("ETag")).matches("\"\\d+-json(-gzip)?-r\\d+\"");
  }

  @Test
  void listsAnUmbrellaBeforeItsMembersWhateverCasePossessiveOrPlural() {
    String member = "D" + Events.unique();
    String other = "C" + Events.unique();
    events.condition(member, "Adult-onset Zeller" + number() + "'s disease", tree);
    events.condition(other, "Systemic disorder of " + number(), tree + ".1");
    events.condition(id, "Antizeller" + number() + " disease", tree + ".2");
    String written =
        events.send(
            "topic",
            events.json(
                """
                {"id": "LE:zeller-%1$s", "scheme": "curated", "kind": "umbrella", "condition": true,
                 "name": "Zeller%1$s's Disease", "slug": "zeller-disease-%1$s",
                 "narrower": ["%2$s", "%3$s"], "source": {"kind": "curated"}}
                """
                    .formatted(number(), member, other)));

    for (String asked : List.of("zeller" + number() + "s", "Zeller" + number() + "'s diseases")) {
      reader(written)
          .queryParam("q", asked)
          .get("/api/v1/conditions")
          .then()
          .body("items.id", contains("LE:zeller-" + number(), member, other))
          .body("total", equalTo(3));
    }
    reader(written)
        .redirects()
        .follow(false)
        .get("/api/v1/conditions/zeller" + number() + "-diseases")
        .then()
        .statusCode(308);
  }

  @Test
  void printsLinesInTheStyleAskedForAndHighlightsAConclusion() {
    events.condition(id, name, tree);
    ObjectNode article = events.article("6" + number(), "A trial?", 2020, id, "current");
    article
        .putArray("abstract")
        .addObject()
        .put("text", "The dose was 0.5 mg (Fig. 1). In " + name + ", it helped. Others follow.");
    String written = events.send("citation", article);

    reader(written)
        .queryParam("style", "brief")
        .get("/api/v1/conditions/" + id + "/citations")
        .then()
        .body("items[0].line", equalTo("Author A. A trial? J Tests. 2020"))
        .body("items[0].highlight", equalTo("In " + name + ", it helped."));
    reader(written)
        .queryParam("style", "vancouver")
        .get("/api/v1/conditions/" + id + "/citations")
        .then()
        .statusCode(400)
        .body(containsString("nlm, brief"));
  }

  @Test
  void rollsPublicationsUpAndApprovalsNot() {
    String child = "D" + Events.unique();
    events.condition(id, name, tree);
    events.condition(child, name + " child", tree + ".100");
    events.citation("2" + number(), "Of the child", 2019, child);
    String drug = "drug-" + number();
    String written =
        events.send(
            "drug",
            events.json(
                """
                {"id": "%s", "name": "%s", "brands": ["B"], "source": {"kind": "curated"},
                 "indications": [{"id": "i1", "condition": {"id": "%s", "name": "child", "match": "named"},
                   "jurisdiction": "US", "status": "approved", "method": "label"}],
                 "restrictions": []}
                """
                    .formatted(drug, drug, child)));

    reader(written)
        .get("/api/v1/conditions/" + child + "/drugs")
        .then()
        .body("items", hasSize(1))
        .body("items[0].drug.id", equalTo(drug))
        .body("items[0].indications", hasSize(1))
        .body("items[0].inNarrowerConditions", hasSize(0))
        .body("total", equalTo(1));
    reader(written)
        .get("/api/v1/conditions/" + id)
        .then()
        .body("drugs[0].indications", hasSize(0))
        .body("drugs[0].inNarrowerConditions[0].condition.id", equalTo(child))
        .body("condition.narrower.id", contains(child))
        .body("publications.total", equalTo(1))
        .body("publications.top[0].citation.direct", equalTo(false));
    reader(written)
        .get("/api/v1/conditions/" + child)
        .then()
        .body("condition.broader.id", contains(id));
  }

  @Test
  void setsARetractedPublicationApart() {
    events.condition(id, name, tree);
    String pmid = "3" + number();
    String current = events.citation(pmid, "Doubtful", 2018, id);
    reader(current).get("/api/v1/conditions/" + id).then().body("publications.top", hasSize(1));

    String written =
        events.send("citation", events.article(pmid, "Doubtful", 2018, id, "retracted"));

    reader(written)
        .get("/api/v1/conditions/" + id)
        .then()
        .body("publications.top", hasSize(0))
        .body("publications.total", equalTo(1))
        .body("alerts", hasSize(1))
        .body("alerts[0].subject", equalTo("pmid:" + pmid))
        .body("alerts[0].state", equalTo("retracted"));
    reader(written)
        .get("/api/v1/conditions/" + id + "/citations")
        .then()
        .body("items", hasSize(1))
        .body("items[0].state", equalTo("retracted"))
        .body("total", equalTo(1));
  }

  @Test
  void answers304WhileNothingChangedAndNewBytesAfter() {
    String written = events.condition(id, name, tree);
    Response first = reader(written).get("/api/v1/conditions/" + id);
    String tag = first.header("ETag");

    reader().header("If-None-Match", tag).get("/api/v1/conditions/" + id).then().statusCode(304);

    String citation = events.citation("4" + number(), "New", 2021, id);
    Response changed =
        reader(citation).header("If-None-Match", tag).get("/api/v1/conditions/" + id);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
    Response again = reader().get("/api/v1/conditions/" + id);
    assertThat(again.header("ETag")).isEqualTo(changed.header("ETag"));
    assertThat(again.body().asByteArray()).isEqualTo(changed.body().asByteArray());
  }

  @Test
  void servesTheSameCompressed() {
    String written = events.condition(id, name, tree);
    byte[] plain =
        reader(written)
            .header("Accept-Encoding", "identity")
            .get("/api/v1/conditions/" + id)
            .asByteArray();

    Response compressed =
        reader().header("Accept-Encoding", "gzip").get("/api/v1/conditions/" + id);

    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.header("ETag")).contains("json-gzip");
    assertThat(compressed.asByteArray()).isEqualTo(plain);
  }

  @Test
  void answersToItsSlugAndSendsASynonymElsewhere() {
    String written = events.condition(id, name, tree, "Called otherwise " + number());
    String slug = "testing-disease-" + number();

    reader(written).get("/api/v1/conditions/" + slug).then().statusCode(200);
    reader()
        .get("/api/v1/conditions/" + slug)
        .then()
        .statusCode(200)
        .body("condition.id", equalTo(id));
    reader()
        .redirects()
        .follow(false)
        .get("/api/v1/conditions/called-otherwise-" + number() + "/citations?sort=newest")
        .then()
        .statusCode(308)
        .header("Location", containsString("/api/v1/conditions/" + id + "/citations?sort=newest"));
  }

  @Test
  void sendsAnObsoleteIdToItsReplacement() {
    events.condition(id, name, tree);
    String old = "D" + Events.unique();
    String written =
        events.send(
            "topic",
            events.json(
                """
                {"id": "%s", "scheme": "mesh", "kind": "descriptor", "name": "Old %s", "slug": "old-%s",
                 "condition": true, "replacedBy": "%s", "source": {"kind": "mesh"}}
                """
                    .formatted(old, old, old.toLowerCase(java.util.Locale.ROOT), id)));

    reader(written)
        .redirects()
        .follow(false)
        .get("/api/v1/conditions/" + old)
        .then()
        .statusCode(308)
        .header("Location", containsString("/api/v1/conditions/" + id));
    // Its page name does too.
    reader(written)
        .redirects()
        .follow(false)
        .get("/api/v1/conditions/old-" + old.toLowerCase(java.util.Locale.ROOT))
        .then()
        .statusCode(308)
        .header("Location", containsString("/api/v1/conditions/" + id));
  }

  @Test
  void answersAnAmbiguousNameWithItsChoices() {
    String other = "D" + Events.unique();
    events.condition(id, name, tree, "Shared name " + number());
    String written =
        events.condition(other, name + " other", "C" + Events.unique(), "Shared name " + number());

    reader(written)
        .get("/api/v1/conditions/shared-name-" + number())
        .then()
        .statusCode(300)
        .body("choices.id", contains(id, other))
        .body("choices[0].link", equalTo("/api/v1/conditions/" + id));
  }

  @Test
  void saysWhatIsUnknown() {
    reader()
        .get("/api/v1/conditions/no-such-disease")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("no-such-disease"));
    String written =
        events.send(
            "topic",
            events.json(
                """
                {"id": "%s", "scheme": "mesh", "kind": "descriptor", "name": "Proteins %s",
                 "condition": false, "source": {"kind": "mesh"}}
                """
                    .formatted(id, id)));
    reader(written)
        .get("/api/v1/conditions/" + id)
        .then()
        .statusCode(404)
        .body("detail", containsString("not a condition"));
  }

  @Test
  void findsConditionsByPartOfAName() {
    String child = "D" + Events.unique();
    events.condition(id, name, tree, "Quixotic fever " + number());
    String written = events.condition(child, name + " Type Two", tree + ".1");

    reader(written)
        .queryParam("q", name)
        .get("/api/v1/conditions")
        .then()
        .body("items.id", contains(id, child))
        .body("total", equalTo(2));
    reader()
        .queryParam("q", "fever " + number())
        .get("/api/v1/conditions")
        .then()
        .body("items.id", contains(id));
    reader().queryParam("q", id).get("/api/v1/conditions").then().body("items.id", contains(id));
    String next =
        reader()
            .queryParam("q", name)
            .queryParam("limit", 1)
            .get("/api/v1/conditions")
            .then()
            .body("items.id", contains(id))
            .body("total", equalTo(2))
            .extract()
            .path("next");
    reader()
        .queryParam("q", name)
        .queryParam("limit", 1)
        .queryParam("cursor", next)
        .get("/api/v1/conditions")
        .then()
        .body("items.id", contains(child))
        .body("next", nullValue());
  }

  @Test
  void pagesPublicationsWithoutGapOrRepeatAndCountsThemTruly() {
    events.condition(id, name, tree);
    String written = "";
    for (int i = 0; i < 7; i++) {
      written =
          events.citation(
              "5" + i + number(), "T" + i, 2010 + i % 3, id, i % 2 == 0 ? "Review" : "Letter");
    }
    written = events.send("citation", events.article("58" + number(), "R", 2022, id, "retracted"));

    for (String sort : List.of("rank", "newest")) {
      List<String> seen = new ArrayList<>();
      String cursor = null;
      do {
        RequestSpecification request =
            reader(written).queryParam("sort", sort).queryParam("limit", 3);
        if (cursor != null) {
          request.queryParam("cursor", cursor);
        }
        Response page = request.get("/api/v1/conditions/" + id + "/citations");
        page.then().statusCode(200).body("total", equalTo(8));
        seen.addAll(page.path("items.citation.id"));
        cursor = page.path("next");
      } while (cursor != null);
      assertThat(seen).hasSize(8).doesNotHaveDuplicates();
      if (sort.equals("rank")) {
        assertThat(seen.getLast()).isEqualTo("pmid:58" + number());
      }
    }
    reader()
        .queryParam("design", "review")
        .queryParam("from", 2011)
        .queryParam("to", 2012)
        .get("/api/v1/conditions/" + id + "/citations")
        .then()
        .body("total", equalTo(2))
        .body("items", hasSize(2));
  }

  @Test
  void saysWhichParameterIsWrong() {
    events.condition(id, name, tree);
    String written = events.condition(id, name, tree, "again");
    for (String wrong :
        List.of(
            "design=nonsense", "species=elf", "from=20xx", "cursor=%00", "limit=0", "sort=up")) {
      reader(written)
          .get("/api/v1/conditions/" + id + "/citations?" + wrong)
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo(wrong.substring(0, wrong.indexOf('='))));
    }
  }

  @Test
  void makesAReaderOfTheFutureWaitAndThenComeBack() {
    String written = events.condition(id, name, tree);
    reader(written).get("/api/v1/conditions/" + id).then().statusCode(200);

    for (String header : List.of("Evidence-Position", "If-None-Match")) {
      String value = header.equals("If-None-Match") ? "\"900000000000-json-r1\"" : "900000000000";
      reader()
          .header(header, value)
          .get("/api/v1/conditions/" + id)
          .then()
          .statusCode(503)
          .header("Retry-After", equalTo("1"))
          .body("detail", containsString("900000000000"));
    }
    reader()
        .header("Evidence-Position", "soon")
        .get("/api/v1/conditions/" + id)
        .then()
        .statusCode(400);
  }

  @Test
  void saysHowFreshAConditionIs() {
    String written = events.condition(id, name, tree);

    reader(written)
        .get("/api/v1/conditions/" + id + "/freshness")
        .then()
        .statusCode(200)
        .body("condition", equalTo(id))
        .body(
            "sources.find { it.topic == 'living-evidence.topics' }.source",
            equalTo("citation-service"));
    reader().get("/api/v1/sources").then().statusCode(200).body("total", equalTo(3));
  }

  @Test
  void readsNeedTheRoleWhereReadsAreNotOpen() {
    String written = events.condition(id, name, tree);
    reader(written).get("/api/v1/conditions/" + id).then().statusCode(200);

    given().get("/api/v1/conditions/" + id).then().statusCode(401);
    given().get("/api/v1/changes").then().statusCode(401);
    given()
        .header("Authorization", "Bearer " + TestTokens.expired("a", "reader"))
        .get("/api/v1/conditions/" + id)
        .then()
        .statusCode(401);
  }

  @Test
  void reportsAUseThatNoAuthorityApprovedAndNeverAsAnIndication() {
    String child = "D" + Events.unique();
    String drug = "zarinakin-" + number();
    events.condition(id, name, tree);
    events.condition(child, name + " child", tree + ".100");
    events.send(
        "drug",
        events.json(
            """
            {"id": "%1$s", "name": "%1$s", "brands": ["Zar%2$s"], "source": {"kind": "curated"},
             "drugClass": "Zorkin %2$s blocker",
             "indications": [{"id": "i1", "condition": {"id": "%3$s", "name": "child"},
               "jurisdiction": "US", "status": "approved", "method": "label",
               "source": {"kind": "label", "sentence": "For the child."}}],
             "restrictions": [{"against": {"kind": "class", "name": "Zorkin %2$s blocking agents"},
               "force": "avoid", "jurisdiction": "US",
               "source": {"kind": "label", "sentence": "Avoid."}}]}
            """
                .formatted(drug, number(), child)));
    events.citation("71" + number(), "Of zar" + number() + " in the child", 2019, child);
    events.citation("72" + number(), "Nothing of it", 2019, id);
    ObjectNode mice = events.article("73" + number(), "Mice on " + drug, 2019, id, "current");
    mice.withArray("headings").addObject().put("id", "D051379").put("name", "Mice");
    events.send("citation", mice);
    events.send(
        "citation", events.article("74" + number(), "Retracted " + drug, 2019, id, "retracted"));
    String written = events.citation("75" + number(), "Zar" + number() + " was tried", 2020, id);

    reader(written)
        .get("/api/v1/conditions/" + id + "/drugs")
        .then()
        .body("items", hasSize(1))
        .body("items[0].indications", hasSize(0))
        .body("items[0].inNarrowerConditions", hasSize(1))
        .body("items[0].evidence.total", equalTo(4))
        .body("items[0].evidence.top", hasSize(3))
        .body("items[0].reportedUse.citation.id", contains("pmid:75" + number()))
        .body("items[0].restrictions[0].against.members.id", contains(drug));
    reader(written)
        .get("/api/v1/conditions/" + child + "/drugs")
        .then()
        .body("items[0].indications", hasSize(1))
        .body("items[0].reportedUse", hasSize(0))
        .body("items[0].evidence.total", equalTo(1));
    for (String asked : List.of(drug, "ZAR" + number())) {
      reader(written)
          .queryParam("drug", asked)
          .get("/api/v1/conditions/" + id + "/citations")
          .then()
          .body("total", equalTo(4))
          .body("items.size()", equalTo(4))
          .body("items[3].state", equalTo("retracted"))
          .body("items[0].why.drug.namedIn", equalTo("title"));
    }
    reader(written)
        .queryParam("drug", "nothingmab")
        .get("/api/v1/conditions/" + id + "/citations")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("drug"));
  }

  @Test
  void listsADrugThatIsOnlyReportedAfterAllOthers() {
    String drug = "aarinakin-" + number();
    String other = "zzrinakin-" + number();
    events.condition(id, name, tree);
    for (String each : List.of(drug, other)) {
      events.send(
          "drug",
          events.json(
              """
              {"id": "%1$s", "name": "%1$s", "source": {"kind": "curated"},
               "indications": [{"id": "i1", "condition": {"id": "%2$s", "name": "x"},
                 "jurisdiction": "US", "status": "none-found"}]}
              """
                  .formatted(each, each.equals(drug) ? "D999" : id)));
    }
    ObjectNode told = events.article("81" + number(), "Unindexed", 2020, id, "current");
    told.putArray("headings");
    told.putArray("abstract").addObject().put("text", "We gave " + drug + ".");
    told.putArray("mentions")
        .addObject()
        .put("field", "abstract")
        .put("section", 0)
        .put("start", 0)
        .put("end", 2)
        .put("text", "We")
        .putArray("topics")
        .add(id);
    String written = events.send("citation", told);

    reader(written)
        .get("/api/v1/conditions/" + id + "/drugs")
        .then()
        .body("items.drug.id", contains(other, drug))
        .body("items[1].indications", hasSize(0))
        .body("items[1].reportedUse[0].linkedBy", equalTo("text"))
        .body("items[1].reportedUse[0].why.linkedBy", equalTo("text"));
  }

  private String number() {
    return id.substring(1);
  }

  private static RequestSpecification reader() {
    return given().header("Authorization", "Bearer " + TestTokens.token("anna", "reader"));
  }

  private static RequestSpecification reader(String written) {
    return reader().header("Evidence-Version", written);
  }
}
