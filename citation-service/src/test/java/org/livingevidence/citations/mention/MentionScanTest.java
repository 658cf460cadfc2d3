package org.livingevidence.citations.mention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.citations.reading.ReadingEntries;
import org.livingevidence.outbox.Outbox;
import org.livingevidence.outbox.OutboxConfig;
import org.livingevidence.teststack.Contracts;

@QuarkusTest
class MentionScanTest extends CitationServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ONGOING =
      "select count(*) from pg_locks where locktype = 'advisory' and not granted"
          + " and classid = 1296387668";

  @Inject MentionScan scan;
  @Inject MentionStore store;
  @Inject Mentions mentions;
  @Inject MentionConfig config;
  @Inject ReadingEntries reading;
  @Inject Outbox outbox;
  @Inject OutboxConfig outboxConfig;

  @BeforeEach
  void nothingIsLeftToDo() throws Exception {
    drain();
  }

  @Test
  void aCitationBeforeItsTopicAndOneAfterItSayTheSame() throws Exception {
    // Given
    String before = citation("A case of quorn's fever", "Quorn fever (QFV) is rare. QFV hurts.");
    assertThat(state(before).has("mentions")).isFalse();
    // When
    String topic = topic("Fever, Quorn");
    drain();
    String after = citation("A case of quorn's fever", "Quorn fever (QFV) is rare. QFV hurts.");
    // Then
    JsonNode expected =
        JSON.readTree(
            """
            [{"topics": ["%1$s"], "field": "title", "start": 10, "end": 23,
              "text": "quorn's fever"},
             {"topics": ["%1$s"], "field": "abstract", "section": 0, "start": 0, "end": 11,
              "text": "Quorn fever"}]
            """
                .formatted(topic));
    assertThat(state(before).path("mentions")).isEqualTo(expected);
    assertThat(state(after).path("mentions")).isEqualTo(expected);
    assertThat(versions(before)).isEqualTo(2);
    assertThat(versions(after)).isEqualTo(1);
    as("reader")
        .get("/api/v1/topics/" + topic + "/publications")
        .then()
        .statusCode(200)
        .body("total", equalTo(2));
    assertThat(Contracts.violations("citation.v1.schema.json", state(after))).isEmpty();
    // And when nothing changes nobody hears of it
    as("curator")
        .body(
            "{\"scheme\": \"curated\", \"name\": \"Quite another thing\", \"kind\": \"umbrella\"}")
        .post("/api/v1/topics")
        .then()
        .statusCode(201);
    drain();
    assertThat(versions(before)).isEqualTo(2);
    // And when the topic goes its mentions go
    as("curator").delete("/api/v1/topics/" + topic).then().statusCode(204);
    drain();
    assertThat(state(before).has("mentions")).isFalse();
    assertThat(versions(before)).isEqualTo(3);
  }

  @Test
  void whatCouldMeanSeveralTopicsKeepsThemAll() throws Exception {
    String one = topic("Plimsoll disease, early", "Plimsoll's disease");
    String other = topic("Plimsoll disease, late", "Plimsoll's disease");
    drain();
    String id = citation("Plimsoll disease in adults", null);
    JsonNode topics = state(id).path("mentions").path(0).path("topics");
    assertThat(topics).extracting(JsonNode::asText).containsExactly(one, other);
  }

  @Test
  void headingIdsMakeMentionsNeedless() throws Exception {
    topic("Wibble Syndrome");
    drain();
    String indexed =
        created(
            """
            {"title": "Wibble syndrome", "identifiers": {"pmid": "%s"},
             "headings": [{"id": "D000001", "name": "Calcimycin", "major": false}]}
            """
                .formatted(freshPmid()));
    String named =
        created(
            """
            {"title": "Wibble syndrome", "identifiers": {"pmid": "%s"},
             "headings": [{"name": "Calcimycin", "major": false}]}
            """
                .formatted(freshPmid()));
    assertThat(state(indexed).has("mentions")).isFalse();
    assertThat(state(named).path("mentions")).hasSize(1);
  }

  @Test
  void aTitleSaysWhichOfWhatItsCitationIsIndexedWithItNames() throws Exception {
    // Given a substance, a condition that is not indexed, and one whose name hides a shorter one
    String substance = "C" + freshPmid();
    String broad = "D" + freshPmid();
    mesh(broad, "Gribble Syndrome");
    String narrow = topic("Infantile Gribble Syndrome");
    String title = "Grobulin in infantile gribble syndrome";
    String before =
        created(
            """
            {"title": "%s", "identifiers": {"pmid": "%s"},
             "abstract": [{"text": "Grobulin, gribble syndrome."}],
             "headings": [{"id": "%s", "name": "Gribble Syndrome", "major": true}],
             "substances": [{"id": "%s", "name": "Grobulin"}]}
            """
                .formatted(title, freshPmid(), broad, substance));
    drain();
    // When the substance becomes known
    mesh(substance, "grobulin");
    drain();
    // Then the title names both, the abstract and what nobody indexed count for nothing
    JsonNode mentions = state(before).path("mentions");
    assertThat(mentions).extracting(each -> each.path("field").asText()).containsOnly("title");
    assertThat(mentions)
        .extracting(each -> each.path("topics").path(0).asText())
        .containsExactly(substance, broad);
    assertThat(Contracts.violations("citation.v1.schema.json", state(before))).isEmpty();
    assertThat(inTitle(substance)).containsExactly(before);
    assertThat(inTitle(broad)).containsExactly(before);
    as("reader")
        .get("/api/v1/topics/" + narrow + "/publications")
        .then()
        .statusCode(200)
        .body("total", equalTo(0));
    // And when a name that is no condition's goes, so does its mention
    long versions = versions(before);
    as("curator").delete("/api/v1/topics/" + substance).then().statusCode(204);
    drain();
    assertThat(state(before).path("mentions")).hasSize(1);
    assertThat(versions(before)).isEqualTo(versions + 1);
    assertThat(inTitle(substance)).isEmpty();
  }

  private static void mesh(String id, String name) {
    as("curator")
        .body(
            "{\"id\": \"%s\", \"scheme\": \"mesh\", \"kind\": \"supplementary\", \"name\": \"%s\"}"
                .formatted(id, name))
        .post("/api/v1/topics")
        .then()
        .statusCode(201);
  }

  private List<String> inTitle(String topic) throws Exception {
    List<String> ids = new ArrayList<>();
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "select citation_id from reading_entry where topic_id = ? and in_title")) {
      select.setString(1, topic);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  @Test
  void mentionsAreNobodysToWrite() throws Exception {
    topic("Wobble Syndrome");
    drain();
    String made =
        "[{\"topics\":[\"D9\"],\"field\":\"title\",\"start\":0,\"end\":1,\"text\":\"A\"}]";
    as("curator")
        .body("{\"title\": \"A tale\", \"mentions\": " + made + "}")
        .post("/api/v1/citations")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("mentions"));
    // What was read may be sent back, also with another title.
    String id = citation("Wobble syndrome", null);
    String read = as("reader").get("/api/v1/citations/" + id).asString();
    as("curator").body(read).put("/api/v1/citations/" + id).then().statusCode(200);
    assertThat(versions(id)).isEqualTo(1);
    as("curator")
        .body(read.replace("\"title\":\"Wobble syndrome\"", "\"title\":\"No wobble\""))
        .put("/api/v1/citations/" + id)
        .then()
        .statusCode(200);
    assertThat(state(id).has("mentions")).isFalse();
  }

  @Test
  void theSameFileAgainEmitsNothingThoughTopicsCameBetween() throws Exception {
    String pmid = freshPmid();
    imported(pmid, "Zounds syndrome in children");
    topic("Zounds Syndrome");
    drain();
    assertThat(versions("pmid:" + pmid)).isEqualTo(2);
    JsonNode again = imported(pmid, "Zounds syndrome in children");
    assertThat(again.path("counts").path("unchanged").asInt()).isEqualTo(1);
    assertThat(versions("pmid:" + pmid)).isEqualTo(2);
    assertThat(state("pmid:" + pmid).path("mentions")).hasSize(1);
  }

  @Test
  void whoeverComesAfterAKillGoesOnWhereTheLastStepEnded() throws Exception {
    // Given more citations than two steps read
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2 * config.step() + 1; i++) {
      ids.add("pmid:" + freshPmid());
    }
    imported(ids.stream().map(id -> id.substring(5)).toList(), "Kludge fever");
    String topic = topic("Kludge Fever");
    // When it begins, takes one step, and dies in the next
    assertThat(scan.step()).isTrue();
    assertThat(scan.step()).isTrue();
    MentionStore.Progress progress = progress();
    assertThat(progress.done()).isFalse();
    assertThat(progress.after()).isNotEmpty();
    QuarkusTransaction.begin();
    assertThat(another().step()).isTrue();
    QuarkusTransaction.rollback();
    assertThat(progress()).isEqualTo(progress);
    // Then another goes on
    MentionScan other = another();
    boolean more = true;
    while (more) {
      more = QuarkusTransaction.requiringNew().call(other::step);
      assertThat(progress().after()).isGreaterThanOrEqualTo(progress.after());
    }
    assertThat(progress().generation()).isEqualTo(progress.generation());
    for (String id : ids) {
      assertThat(state(id).path("mentions").path(0).path("topics").path(0).asText())
          .isEqualTo(topic);
      assertThat(versions(id)).isEqualTo(2);
    }
    assertThat(scan.step()).isFalse();
  }

  @Test
  void aWriterWithAnOldDictionaryIsWaitedForAndResolvedAgain() throws Exception {
    // Given a transaction that writes with the dictionary as it is
    String id = citation("Nothing yet", null);
    QuarkusTransaction.begin();
    MentionResolver old = mentions.current(List.of());
    // When a topic comes and a scan begins meanwhile
    String topic = CompletableFuture.supplyAsync(() -> topic("Snark Fever")).get();
    CompletableFuture<Void> scanning =
        CompletableFuture.runAsync(
            () -> {
              try {
                drain();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    await().atMost(Duration.ofSeconds(4)).untilAsserted(() -> assertThat(count(ONGOING)).isOne());
    assertThat(old.of(new MentionText("Snark fever", List.of(), false, Set.of(), () -> 0)))
        .isEmpty();
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update citation set data = jsonb_set(data, '{title}', '\"Snark fever\"') where id = '"
              + id
              + "'");
    }
    QuarkusTransaction.commit();
    scanning.get();
    // Then what it wrote is resolved
    assertThat(state(id).path("mentions").path(0).path("topics").path(0).asText()).isEqualTo(topic);
  }

  @Test
  void onlyOneScanWorksAtATime() throws Exception {
    topic("Boojum Fever");
    QuarkusTransaction.begin();
    assertThat(another().step()).isTrue();
    assertThat(CompletableFuture.supplyAsync(this::stepped).get()).isFalse();
    QuarkusTransaction.rollback();
    assertThat(stepped()).isTrue();
  }

  private boolean stepped() {
    try {
      return scan.step();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private MentionScan another() {
    return new MentionScan(
        dataSource,
        store,
        new Mentions(dataSource, store, config, outboxConfig),
        config,
        reading,
        outbox);
  }

  private void drain() throws Exception {
    boolean more = true;
    while (more || count("select count(*) from mention_topic_change") > 0) {
      more = scan.step();
    }
  }

  private MentionStore.Progress progress() throws Exception {
    try (var connection = dataSource.getConnection()) {
      return store.progress(connection);
    }
  }

  private JsonNode state(String id) throws Exception {
    try (var connection = dataSource.getConnection()) {
      return java.util.Objects.requireNonNull(store.states(connection, Set.of(id)).get(id));
    }
  }

  private long versions(String id) throws Exception {
    return count(
        "select version & 1099511627775 from outbox_aggregate where type = 'citation' and id = ?",
        id);
  }

  private static String topic(String name, String... synonyms) {
    String all = synonyms.length == 0 ? "" : ", \"synonyms\": [\"" + synonyms[0] + "\"]";
    Response made =
        as("curator")
            .body(
                "{\"scheme\": \"curated\", \"name\": \""
                    + name
                    + "\", \"kind\": \"umbrella\""
                    + all
                    + "}")
            .post("/api/v1/topics");
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }

  private static String citation(String title, @org.jspecify.annotations.Nullable String text) {
    String passages = text == null ? "" : ", \"abstract\": [{\"text\": \"" + text + "\"}]";
    return created(
        "{\"title\": \"%s\", \"identifiers\": {\"pmid\": \"%s\"}%s}"
            .formatted(title, freshPmid(), passages));
  }

  private static String created(String body) {
    Response made = as("curator").body(body).post("/api/v1/citations");
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }

  private static JsonNode imported(String pmid, String title) throws Exception {
    return imported(List.of(pmid), title);
  }

  private static JsonNode imported(List<String> pmids, String title) throws Exception {
    StringBuilder records = new StringBuilder("<PubmedArticleSet>");
    for (String pmid : pmids) {
      records.append(
          """
          <PubmedArticle><MedlineCitation Status="Publisher"><PMID Version="1">%s</PMID>
          <Article><ArticleTitle>%s</ArticleTitle></Article></MedlineCitation></PubmedArticle>
          """
              .formatted(pmid, title));
    }
    Response sent =
        as("importer")
            .contentType("application/octet-stream")
            .body(records.append("</PubmedArticleSet>").toString().getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/imports?name=mentions.xml");
    assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(202);
    String job = "/api/v1/imports/" + sent.path("id");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> assertThat(as("importer").get(job).<String>path("state")).isEqualTo("finished"));
    return JSON.readTree(as("importer").get(job).asString());
  }
}
