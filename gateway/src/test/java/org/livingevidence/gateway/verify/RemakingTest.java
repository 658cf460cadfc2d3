package org.livingevidence.gateway.verify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.gateway.projection.GenerationSchema;
import org.livingevidence.teststack.TestTokens;

@GatewayTest
class RemakingTest {
  private final Events events = new Events();
  private final String topic = "D" + Events.unique();
  private final String drug = "remade-" + Events.unique();
  private final String[] citations = {pmid(), pmid(), pmid()};

  @Inject DerivedContent derived;
  @Inject DataSource dataSource;

  private static String pmid() {
    return Long.toString(Events.unique());
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void whatIsRightIsLeftAloneHoweverItIsDivided() throws Exception {
    fill();

    for (int atMost : new int[] {1, 2, 500}) {
      Remaking remaking = derived.remaking();
      assertThat(all(remaking::links, atMost).conditions).doesNotContain(topic);
      assertThat(all(remaking::places, atMost).conditions).doesNotContain(topic);
    }
  }

  @Test
  void linksAndPlacesThatAreMissingAreFoundAndNothingIsWritten() throws Exception {
    fill();
    Remaking remaking = derived.remaking();
    execute(
        "delete from condition_citation where condition_id = '%s' and citation_id = 'pmid:%s'"
            .formatted(topic, citations[1]));
    execute("delete from condition_drug where condition_id = '%s'".formatted(topic));

    for (int atMost : new int[] {1, 500}) {
      assertThat(all(remaking::links, atMost).conditions).contains(topic);
      assertThat(all(remaking::places, atMost).conditions).contains(topic);
    }
  }

  @Test
  void whatArrivesBetweenTwoStepsIsKnownInTheNext() throws Exception {
    Remaking remaking = derived.remaking();
    all(remaking::links, 500);

    fill();

    assertThat(all(remaking::links, 500).conditions).doesNotContain(topic);
    assertThat(all(remaking::places, 500).conditions).doesNotContain(topic);
  }

  @Test
  void whatCannotBeReadIsToldAndTheOthersAreMadeAgain() throws Exception {
    fill();
    String damaged = "pmid:" + citations[1];
    execute(
        "delete from condition_citation where condition_id = '%s' and citation_id = 'pmid:%s'"
            .formatted(topic, citations[2]));
    String data = one("select data from citation where id = '" + damaged + "'");
    execute("update citation set data = '[]' where id = '" + damaged + "'");
    try {
      All made = all(derived.remaking()::links, 500);

      assertThat(made.unreadable).containsOnlyKeys(damaged);
      assertThat(made.conditions).as("those behind it").contains(topic);
    } finally {
      execute("update citation set data = $data$" + data + "$data$ where id = '" + damaged + "'");
    }
    assertThat(all(derived.remaking()::links, 500).unreadable).isEmpty();
  }

  private static final class All {
    private final Set<String> conditions = new TreeSet<>();
    private final TreeMap<String, String> unreadable = new TreeMap<>();
  }

  private static All all(Remaking.Making making, int atMost) throws SQLException {
    All all = new All();
    String after = "";
    while (after != null) {
      Remaking.Step step = making.some(after, atMost);
      assertThat(step.count()).isLessThanOrEqualTo(atMost);
      all.conditions.addAll(step.conditions());
      String why = step.unreadable();
      after = step.last();
      if (after != null && why != null) {
        all.unreadable.put(after, why);
      }
    }
    return all;
  }

  private void fill() {
    events.condition(topic, "Remade " + topic, "C" + Events.unique());
    for (String pmid : citations) {
      events.citation(pmid, "Of " + topic, 2030, topic);
    }
    events.send(
        "drug",
        events.json(
            """
            {"id": "%1$s", "name": "%1$s", "source": {"kind": "curated"}, "indications": [
              {"id": "%1$s-1", "jurisdiction": "US", "status": "approved",
               "condition": {"id": "%2$s", "name": "x"},
               "source": {"kind": "label", "sentence": "It is indicated."}}]}
            """
                .formatted(drug, topic)));
    Awaitility.await("all of it is linked and placed")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                given()
                    .auth()
                    .oauth2(TestTokens.token("someone", "reader"))
                    .get("/api/v1/conditions/" + topic)
                    .then()
                    .statusCode(200)
                    .body("publications.total", equalTo(citations.length))
                    .body("drugs.drug.id", hasItem(drug)));
  }

  private void execute(String sql) throws SQLException {
    live(
        statement -> {
          statement.execute(sql);
          return "";
        });
  }

  private String one(String sql) throws SQLException {
    return live(
        statement -> {
          try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
          }
        });
  }

  private interface Work {
    String run(Statement statement) throws SQLException;
  }

  private String live(Work work) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        GenerationSchema.use(connection, GenerationSchema.live(connection));
        String answer = work.run(statement);
        connection.commit();
        return answer;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
