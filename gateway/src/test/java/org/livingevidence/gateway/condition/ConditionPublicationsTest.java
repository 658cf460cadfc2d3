package org.livingevidence.gateway.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.GatewayTest;

@GatewayTest
class ConditionPublicationsTest extends ConditionTest {
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
  void givesMarkupBesideThePlainTextAndOnlyInTheFormThatIsAllowed() {
    // Given
    events.condition(id, name, tree);
    ObjectNode article = events.article("61" + number(), "H2O in vivo & more", 2020, id, "current");
    article.put("titleMarkup", "H<sub>2</sub>O <i>in vivo</i> &amp; more");
    article
        .putArray("abstract")
        .addObject()
        .put("text", "First. In " + name + ", E. coli died at 10⁶ cells per ml.")
        .put(
            "markup",
            "<b>First.</b> In " + name + ", <i>E. coli</i> died at 10<sup>6</sup> cells per ml.");
    ObjectNode hostile = events.article("62" + number(), "Hostile x", 2019, id, "current");
    hostile.put("titleMarkup", "Hostile <script>x</script>");
    events.send("citation", article);
    // When
    String written = events.send("citation", hostile);
    // Then
    reader(written)
        .get("/api/v1/conditions/" + id + "/citations")
        .then()
        .body("items[0].line", containsString("H2O in vivo & more."))
        .body("items[0].lineMarkup", containsString("H<sub>2</sub>O <i>in vivo</i> &amp; more. "))
        .body(
            "items[0].highlightMarkup",
            equalTo("In " + name + ", <i>E. coli</i> died at 10<sup>6</sup> cells per ml."))
        .body("items[1].line", containsString("Hostile x."))
        .body("items[1].lineMarkup", nullValue());
  }

  @Test
  void saysWhichRetractedWorksAPublicationCitesAndTakesItBack() {
    // Given
    events.condition(id, name, tree);
    String pmid = "64" + number();
    ObjectNode citing = events.article("63" + number(), "Builds on it", 2021, id, "current");
    citing.putArray("cites").add("pmid:" + pmid).add("pmid:1");
    String written = events.send("citation", citing);
    Response before = reader(written).get("/api/v1/conditions/" + id);
    before.then().body("publications.top[0].citesRetracted", nullValue());
    // When the cited work, of another subject, turns out to be retracted
    ObjectNode cited = events.article(pmid, "A <b> fraud", 2018, "D999" + number(), "retracted");
    cited
        .putArray("notices")
        .addObject()
        .put("relation", "RetractionIn")
        .put("pmid", "20137807")
        .put("date", "2020-02-06");
    written = events.send("citation", cited);
    // Then
    Response after = reader(written).get("/api/v1/conditions/" + id);
    after
        .then()
        .body("publications.top[0].state", equalTo("current"))
        .body("publications.top[0].citesRetracted", hasSize(1))
        .body("publications.top[0].citesRetracted[0].id", equalTo("pmid:" + pmid))
        .body("publications.top[0].citesRetracted[0].date", equalTo("2020-02-06"))
        .body("publications.top[0].citesRetracted[0].notice.pmid", equalTo("20137807"));
    assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
    reader(written)
        .get("/api/v1/conditions/" + id + "/changes?since=0")
        .then()
        .body("items[-1].kind", equalTo("safety"))
        .body("items[-1].cause.subject", equalTo("pmid:" + pmid));
    // When it is reinstated
    written = events.send("citation", cited.put("state", "reinstated"));
    // Then
    reader(written)
        .get("/api/v1/conditions/" + id)
        .then()
        .body("publications.top[0].citesRetracted", nullValue());
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
}
