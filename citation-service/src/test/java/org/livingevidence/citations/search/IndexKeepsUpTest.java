package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.mention.ScanSteps;

/// Every way in which a citation is written leaves the index as indexing it anew would.
@QuarkusTest
class IndexKeepsUpTest extends Searches {
  private static final String STATES =
      """
      select id, data::text from citation where data ->> 'title' like '%' || ? || '%'
      """;

  private static final String ENTRIES =
      """
      select id, (to_jsonb(s) - 'first_seen' - 'terms')::text || s.terms::text
        from citation_search s
       where s.terms @@ plainto_tsquery('simple', ?)
      """;

  /// A word that only this test's citations have, all of them in the title.
  private final String mark = "zk" + freshPmid();

  @Inject SearchIndex index;
  @Inject ScanSteps scan;

  @Test
  void afterACuratorsWrites() throws Exception {
    String pmid = freshPmid();
    create(titled(pmid, "First"));
    assertKeptUp(1);
    as("curator")
        .body(titled(pmid, "Second"))
        .put("/api/v1/citations/" + pmid)
        .then()
        .statusCode(200);
    assertKeptUp(1);
    assertThat(total("second[ti] AND " + mark + "[ti]")).isEqualTo(1);
    as("curator").delete("/api/v1/citations/" + pmid).then().statusCode(204);
    assertKeptUp(0);
    create(titled(pmid, "Third"));
    assertKeptUp(1);
  }

  @Test
  void afterImportsThatReviseAndDeleteAndAreTakenBack() throws Exception {
    String first = freshPmid();
    String second = freshPmid();
    sent("a.xml", set(article(first, "One", "2020"), article(second, "Two", "2020")));
    assertKeptUp(2);
    String revision = sent("b.xml", set(article(first, "Revised", "2021")));
    assertKeptUp(2);
    assertThat(total("revised[ti] AND " + mark + "[ti]")).isEqualTo(1);
    Response undo = as("importer").post("/api/v1/imports/" + revision + "/undoing");
    assertThat(undo.statusCode()).as(undo.asString()).isEqualTo(202);
    ended(undo.path("id"));
    assertKeptUp(2);
    assertThat(total("revised[ti] AND " + mark + "[ti]")).isZero();
    sent(
        "c.xml",
        set(
            article(freshPmid(), "Three", "2022"),
            "<DeleteCitation><PMID Version=\"1\">" + second + "</PMID></DeleteCitation>"));
    assertKeptUp(2);
  }

  @Test
  void afterMergesAndTheirUndoing() throws Exception {
    String pmid = freshPmid();
    String doi = "10.5555/" + mark;
    String ris =
        """
        TY  - JOUR
        TI  - Cohort study of a merged record numbered %s
        AU  - Okafor, Ada
        PY  - 2019
        DO  - %s
        KW  - biologics
        ER  -
        """
            .formatted(mark, doi);
    sent("a.ris", ris);
    assertKeptUp(1);
    sent("b.xml", set(article(pmid, "Cohort study of a merged record numbered", "2020", doi)));
    assertKeptUp(1);
    assertThat(total("biologics[ot] AND " + mark + "[ti]")).isEqualTo(1);
    long number =
        count("select max(number) from citation_merge where survivor = ?", "pmid:" + pmid);
    as("curator").post("/api/v1/citations/merges/" + number + "/undoing").then().statusCode(200);
    assertKeptUp(2);
    assertThat(pmids("biologics[ot] AND " + mark + "[ti]")).doesNotContain(pmid);
  }

  @Test
  void afterARetractionThatATableTells() throws Exception {
    String pmid = freshPmid();
    sent("a.xml", set(article(pmid, "Trial", "2020")));
    sent(
        "r.csv",
        "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,"
            + "OriginalPaperPubMedID,RetractionNature,Reason\n"
            + "1,A trial,3/2/2015 0:00,10.5555/n1,0,unavailable,"
            + pmid
            + ",Retraction,+Error;\n");
    assertKeptUp(1);
    assertThat(pmids("retracted[state] AND " + mark + "[ti]")).containsExactly(pmid);
  }

  @Test
  void afterTopicsChangeAndTextIsScannedAgain() throws Exception {
    String pmid = freshPmid();
    create(titled(pmid, "Fever " + mark + " of many"));
    String topic = "D" + freshPmid();
    topic(topic, "Fever " + mark, "Entry " + mark, "C99." + topic.substring(7));
    boolean more = true;
    while (more || count("select count(*) from mention_topic_change") > 0) {
      more = scan.step();
    }
    assertThat(
            count(
                "select count(*) from citation where pmid = ? and data::text like '%' || ? || '%'",
                pmid, topic))
        .isEqualTo(1);
    assertKeptUp(1);
    assertThat(pmids(mark + "[ti]")).containsExactly(pmid);
  }

  private void assertKeptUp(int citations) throws Exception {
    Map<String, JsonNode> states = new HashMap<>();
    read(STATES).forEach((id, data) -> states.put(id, parsed(data)));
    assertThat(states).hasSize(citations);
    Map<String, String> standing = read(ENTRIES);
    Map<String, String> anew = new TreeMap<>();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      index.delete(connection, standing.keySet());
      index.index(connection, states);
      read(connection, ENTRIES, anew);
      connection.rollback();
    }
    assertThat(standing).isEqualTo(anew);
  }

  private static JsonNode parsed(String data) {
    try {
      return JSON.readTree(data);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> read(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Map<String, String> rows = new TreeMap<>();
      read(connection, sql, rows);
      return rows;
    }
  }

  private void read(Connection connection, String sql, Map<String, String> into)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, mark);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          into.put(rows.getString(1), rows.getString(2));
        }
      }
    }
  }

  private String titled(String pmid, String title) {
    return """
        {"title":"%s %s","identifiers":{"pmid":"%s"},"year":2001}"""
        .formatted(title, mark, pmid);
  }

  private static String set(String... records) {
    return "<PubmedArticleSet>" + String.join("\n", records) + "</PubmedArticleSet>";
  }

  private String article(String pmid, String title, String revised) {
    return article(pmid, title, revised, "10.5555/" + pmid);
  }

  private String article(String pmid, String title, String revised, String doi) {
    return """
        <PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">%s</PMID>
        <DateRevised><Year>%s</Year><Month>01</Month><Day>02</Day></DateRevised>
        <Article><Journal><JournalIssue><PubDate><Year>2019</Year></PubDate></JournalIssue>
        <Title>Journal of Cohorts</Title></Journal><ArticleTitle>%s %s</ArticleTitle>
        <AuthorList><Author><LastName>Okafor</LastName><ForeName>Ada</ForeName>
        <Initials>A</Initials></Author></AuthorList>
        </Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">%s</ArticleId>
        </ArticleIdList></PubmedData></PubmedArticle>"""
        .formatted(pmid, revised, title, mark, doi);
  }

  /// @return the id of the import, when it has ended
  private static String sent(String name, String body) {
    Response sent =
        as("importer")
            .contentType("application/octet-stream")
            .body(body.getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/imports?name=" + name);
    assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(202);
    String id = sent.path("id");
    ended(id);
    return id;
  }

  private static void ended(String id) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(as("importer").get("/api/v1/imports/" + id).<String>path("state"))
                    .isEqualTo("finished"));
  }
}
