package org.livingevidence.gateway.condition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.gateway.projection.GenerationSchema;
import org.livingevidence.teststack.TestTokens;

@GatewayTest
class ConditionViewTest extends ConditionTest {
  @Inject DataSource dataSource;

  @Test
  void saysWhileItsLinksAreStillBeingMade() throws Exception {
    String written = events.condition(id, name, tree);
    reader(written).get("/conditions/" + id).then().body(not(containsString("Linking is under")));
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      // A projector that is at work at this very moment may have done it before it is looked at.
      String relink = "g" + GenerationSchema.live(connection) + ".relink";
      await()
          .untilAsserted(
              () -> {
                statement.execute(
                    "insert into "
                        + relink
                        + " values ('~', '', '{"
                        + id
                        + "}') on conflict do nothing");
                reader()
                    .get("/conditions/" + id)
                    .then()
                    .body(containsString("Linking is under way"));
                reader()
                    .get("/api/v1/conditions/" + id + "/freshness")
                    .then()
                    .body("linking.pending", equalTo(true));
              });
      statement.execute("delete from " + relink + " where topic_id = '~'");
    }
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
}
