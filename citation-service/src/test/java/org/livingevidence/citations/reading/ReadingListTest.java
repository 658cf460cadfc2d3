package org.livingevidence.citations.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;

@QuarkusTest
class ReadingListTest extends CitationServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOTAL =
      "select coalesce(sum(n), 0) from reading_count where topic_id = ?";

  /// The fields that an entry is made of, of all entries, as one number.
  private static final String ENTRIES =
      "select (sum(hashtextextended(e::text, 7)) % 1000000007)::bigint from reading_entry e";

  private final String topic = "D" + freshPmid();
  @Inject ReadingFill fill;

  @Test
  void theTopStandsFirstAndTheRestIsNumberedFromOneAgain() throws Exception {
    // Given
    topic("Substance");
    for (int i = 0; i < 25; i++) {
      create(cited(freshPmid(), 1990 + i, topic));
    }
    // When
    JsonNode first = read("?limit=10");
    // Then
    assertThat(first.path("topic").path("name").asText()).isEqualTo("Substance");
    assertThat(first.path("total").asInt()).isEqualTo(25);
    assertThat(years(first.path("top")))
        .isEqualTo(List.of(2014, 2013, 2012, 2011, 2010, 2009, 2008, 2007, 2006));
    assertThat(first.path("top").path(8).path("number").asInt()).isEqualTo(9);
    assertThat(first.path("items").path(0).path("number").asInt()).isEqualTo(1);
    assertThat(first.path("items")).hasSize(10);
    JsonNode item = first.path("items").path(0);
    assertThat(item.path("line").asText()).contains("Paper").doesNotContain("?.");
    assertThat(item.path("links").path("pubmed").asText()).contains("pubmed.ncbi.nlm.nih.gov");
    assertThat(item.path("citation").path("indexed").asBoolean()).isTrue();
    assertThat(read("?style=brief&limit=1").path("items").path(0).path("line").asText())
        .isEqualTo("Paper 2005. 2005");
    long sum = 0;
    for (JsonNode term : item.path("why").path("terms")) {
      sum += term.path("points").asLong();
    }
    assertThat(item.path("why").path("score").asLong()).isEqualTo(sum);
    // And the next page goes on
    JsonNode second = read("?limit=10&cursor=" + first.path("next").asText());
    assertThat(second.has("top")).isFalse();
    assertThat(second.has("next")).isFalse();
    assertThat(second.path("items").path(0).path("number").asInt()).isEqualTo(11);
    assertThat(years(second.path("items"))).isEqualTo(List.of(1995, 1994, 1993, 1992, 1991, 1990));
    // And together they are all, once
    Set<String> ids = new HashSet<>();
    for (JsonNode part : List.of(first.path("top"), first.path("items"), second.path("items"))) {
      part.forEach(one -> assertThat(ids.add(one.path("citation").path("id").asText())).isTrue());
    }
    assertThat(ids).hasSize(25);
  }

  @Test
  void aRetractedRecordIsListedWithItsStateAndNeverInTop() throws Exception {
    topic("Substance");
    create(cited(freshPmid(), 2000, topic));
    String retracted = freshPmid();
    create(
        cited(retracted, 2020, topic)
            .replace(
                "\"year\"",
                "\"notices\":[{\"relation\":\"RetractionIn\",\"pmid\":\"7\"}],\"year\""));
    JsonNode list = read("");
    assertThat(years(list.path("top"))).isEqualTo(List.of(2000));
    assertThat(years(list.path("items"))).isEqualTo(List.of(2020));
    JsonNode item = list.path("items").path(0);
    assertThat(item.path("state").asText()).isEqualTo("retracted");
    assertThat(item.path("notices")).hasSize(1);
    assertThat(item.path("number").asInt()).isEqualTo(1);
  }

  @Test
  void anEditMovesRowsAndCountsAndADeletionTakesThemAway() throws Exception {
    // Given a citation that is there before its topic
    String other = "D" + freshPmid();
    String pmid = freshPmid();
    create(cited(pmid, 2001, topic));
    as("reader").get(path("")).then().statusCode(404);
    topic("Late");
    assertThat(read("").path("total").asInt()).isEqualTo(1);
    // When it is indexed with another topic
    as("curator")
        .body(cited(pmid, 2001, other))
        .put("/api/v1/citations/" + pmid)
        .then()
        .statusCode(200);
    // Then
    assertThat(read("").path("total").asInt()).isZero();
    assertThat(read("").path("top")).isEmpty();
    assertThat(count(TOTAL, other)).isEqualTo(1);
    // When it is deleted
    as("curator").delete("/api/v1/citations/" + pmid).then().statusCode(204);
    // Then
    assertThat(count(TOTAL, other)).isZero();
    assertThat(count("select count(*) from reading_entry where citation_id = ?", "pmid:" + pmid))
        .isZero();
  }

  @Test
  void substancesAndSupplementaryConceptsListACitationToo() throws Exception {
    String concept = "C" + freshPmid();
    create(
        """
        {"title":"Paper","identifiers":{"pmid":"%s"},"year":2001,
         "substances":[{"id":"%s","name":"S"}],
         "supplementary":[{"id":"%s","name":"C","type":"Disease"}]}"""
            .formatted(freshPmid(), topic, concept));
    assertThat(count(TOTAL, topic)).isEqualTo(1);
    assertThat(count(TOTAL, concept)).isEqualTo(1);
  }

  @Test
  void whatWasStoredBeforeGetsTheSameEntries() throws Exception {
    // Given
    for (int i = 0; i < 5; i++) {
      create(cited(freshPmid(), 2000 + i, topic));
    }
    long entries = count(ENTRIES);
    run("delete from reading_entry", "delete from reading_count");
    run("insert into reading_fill (after_id) values ('')");
    topic("Substance");
    assertThat(read("").path("filling").asBoolean()).isTrue();
    // When
    while (fill.chunk()) {
      // Until all is done.
    }
    // Then
    assertThat(count(ENTRIES)).isEqualTo(entries);
    assertThat(read("").path("total").asInt()).isEqualTo(5);
    assertThat(read("").has("filling")).isFalse();
  }

  @Test
  void countsAreTheNumberOfRowsForEveryTopic() throws Exception {
    create(cited(freshPmid(), 2001, topic));
    assertThat(
            count(
                """
                select count(*)
                  from (select topic_id, count(*) as n from reading_entry group by 1) e
                  full join (select topic_id, sum(n) as n from reading_count group by 1) c
                       using (topic_id)
                 where coalesce(e.n, 0) <> coalesce(c.n, 0)
                """))
        .isZero();
  }

  @Test
  void theTopicThatTookAnothersPlaceIsWhereToGo() {
    String newer = "D" + freshPmid();
    as("curator")
        .body(
            """
            {"id":"%s","scheme":"mesh","kind":"descriptor","name":"Old %s","replacedBy":"%s"}"""
                .formatted(topic, topic, newer))
        .post("/api/v1/topics")
        .then()
        .statusCode(201);
    as("reader")
        .redirects()
        .follow(false)
        .get(path("?limit=3"))
        .then()
        .statusCode(308)
        .header("Location", equalTo("/api/v1/topics/" + newer + "/publications?limit=3"));
  }

  @Test
  void whatIsWrongIsNamed() {
    topic("Substance");
    for (String[] wrong :
        new String[][] {
          {"?limit=0", "limit"},
          {"?limit=201", "limit"},
          {"?cursor=%25", "cursor"},
          {"?cursor=bm8", "cursor"},
          {"?style=loud", "style"}
        }) {
      as("reader")
          .get(path(wrong[0]))
          .then()
          .statusCode(400)
          .body("errors.field", hasItem(wrong[1]));
    }
    as("reader")
        .get("/api/v1/topics/D999/publications")
        .then()
        .statusCode(404)
        .body("detail", containsString("D999"));
  }

  private JsonNode read(String query) throws Exception {
    Response response = as("reader").get(path(query));
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return JSON.readTree(response.asString());
  }

  private String path(String query) {
    return "/api/v1/topics/" + topic + "/publications" + query;
  }

  private void topic(String name) {
    as("curator")
        .body(
            """
            {"id":"%s","scheme":"mesh","kind":"descriptor","name":"%s"}"""
                .formatted(topic, name))
        .post("/api/v1/topics")
        .then()
        .statusCode(201);
  }

  private static void create(String citation) {
    as("curator").body(citation).post("/api/v1/citations").then().statusCode(201);
  }

  private static String cited(String pmid, int year, String heading) {
    return """
        {"title":"Paper %d","identifiers":{"pmid":"%s"},"year":%d,
         "headings":[{"id":"%s","name":"H","major":true}]}"""
        .formatted(year, pmid, year, heading);
  }

  private static List<Integer> years(JsonNode items) {
    List<Integer> years = new ArrayList<>();
    items.forEach(item -> years.add(item.path("citation").path("year").asInt()));
    return years;
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }
}
