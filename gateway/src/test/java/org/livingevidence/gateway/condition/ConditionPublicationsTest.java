package org.livingevidence.gateway.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

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
