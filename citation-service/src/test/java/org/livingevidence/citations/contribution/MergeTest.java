package org.livingevidence.citations.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;

@QuarkusTest
class MergeTest extends CitationServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSIONS =
      "select coalesce(sum(version & 1099511627775), 0)::bigint from outbox_aggregate";

  @Inject ContributionApplication application;

  @Test
  void aRecordThatCameFirstIsAbsorbedWhenPubmedsComesAndLeadsToIt() throws Exception {
    // Given a record without a PMID, with a keyword that PubMed lacks
    String pmid = freshPmid();
    String doi = "10.5555/first." + pmid;
    String title = "Interleukin blockade in a first cohort numbered " + pmid;
    assertThat(apply(ris("doi:" + doi, draft(title, doi, null, "biologics"))).kind())
        .isEqualTo(OutcomeKind.CREATED);
    // When PubMed's record of it is imported
    importPubmed(pmid, doi, title);
    // Then there is one citation, named by the PMID, with what both say
    JsonNode merged = get("pmid:" + pmid);
    assertThat(merged.path("keywords").toString()).isEqualTo("[\"biologics\"]");
    assertThat(merged.path("source").path("kind").asText()).isEqualTo("pubmed");
    assertThat(merged.path("sources").findValuesAsText("kind")).containsExactly("pubmed", "ris");
    assertThat(merged.path("sources").get(1).path("gave").toString()).isEqualTo("[\"keywords\"]");
    assertThat(get("doi:" + doi).path("id").asText()).isEqualTo("pmid:" + pmid);
    assertThat(count("select count(*) from citation where id = 'doi:" + doi + "'")).isZero();
    assertThat(
            count("select count(*) from outbox_aggregate where id = 'doi:" + doi + "' and deleted"))
        .isEqualTo(1);
    // And the same files again change nothing
    long versions = count(VERSIONS);
    importPubmed(pmid, doi, title);
    assertThat(apply(ris("doi:" + doi, draft(title, doi, null, "biologics"))).kind())
        .isEqualTo(OutcomeKind.UNCHANGED);
    assertThat(count(VERSIONS)).isEqualTo(versions);
  }

  @Test
  void aRecordThatComesAfterPubmedsAddsWhatIsMissingAndReplacesNothing() throws Exception {
    String pmid = freshPmid();
    String doi = "10.5555/second." + pmid;
    String title = "Interleukin blockade in a second cohort numbered " + pmid;
    importPubmed(pmid, doi, title);
    // When
    Outcome outcome =
        apply(
            ris("doi:" + doi, draft(title.toUpperCase(java.util.Locale.ROOT), doi, null, "added")));
    // Then
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPDATED);
    assertThat(outcome.aggregateId()).isEqualTo("pmid:" + pmid);
    JsonNode merged = get("pmid:" + pmid);
    assertThat(merged.path("title").asText()).isEqualTo(title);
    assertThat(merged.path("keywords").toString()).isEqualTo("[\"added\"]");
    // When PubMed revises its record, what the other source says stays
    importPubmed(pmid, doi, title + " revised", "2024");
    JsonNode revised = get("pmid:" + pmid);
    assertThat(revised.path("title").asText()).isEqualTo(title + " revised");
    assertThat(revised.path("keywords").toString()).isEqualTo("[\"added\"]");
  }

  @Test
  void anUndoneMergeStandsByItselfAndIsNotMergedAgain() throws Exception {
    String pmid = freshPmid();
    String doi = "10.5555/third." + pmid;
    String title = "Interleukin blockade in a third cohort numbered " + pmid;
    apply(ris("doi:" + doi, draft(title, doi, null, "mine")));
    importPubmed(pmid, doi, title);
    long number =
        count("select max(number) from citation_merge where survivor = 'pmid:" + pmid + "'");
    // When
    as("curator")
        .when()
        .post("/api/v1/citations/merges/" + number + "/undoing")
        .then()
        .statusCode(200);
    // Then
    assertThat(get("doi:" + doi).path("keywords").toString()).isEqualTo("[\"mine\"]");
    assertThat(get("pmid:" + pmid).path("sources").isMissingNode()).isTrue();
    // When both come again, PubMed's revised
    apply(ris("doi:" + doi, draft(title, doi, null, "mine", "more")));
    importPubmed(pmid, doi, title + " revised", "2024");
    // Then they stay apart
    assertThat(get("doi:" + doi).path("keywords").size()).isEqualTo(2);
    assertThat(get("pmid:" + pmid).path("keywords").isMissingNode()).isTrue();
    as("curator")
        .when()
        .post("/api/v1/citations/merges/" + number + "/undoing")
        .then()
        .statusCode(409);
  }

  @Test
  void whatIsOnlyAlikeWaitsForAPersonWhoseDecisionStands() throws Exception {
    String mark = freshPmid();
    String title = "A study of which little is told besides its long title " + mark;
    apply(ris("hash:a" + mark, draft(title, null, null)));
    CitationDraft other = draft(title, null, null);
    other.authors.clear();
    other.volume = null;
    other.journalTitle = null;
    Outcome outcome = apply(ris("hash:b" + mark, other));
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.CREATED);
    long number =
        count(
            "select number from citation_pair where one = 'hash:a"
                + mark
                + "' and other = 'hash:b"
                + mark
                + "'");
    // When
    as("curator")
        .body(Map.of("decision", "same"))
        .when()
        .post("/api/v1/citations/duplicates/" + number + "/decision")
        .then()
        .statusCode(200);
    // Then
    assertThat(get("hash:b" + mark).path("id").asText()).isEqualTo("hash:a" + mark);
    as("curator")
        .body(Map.of("decision", "perhaps"))
        .when()
        .post("/api/v1/citations/duplicates/" + number + "/decision")
        .then()
        .statusCode(400);
  }

  @Test
  void aRetractionThatIsToldBeforeThePaperComesIsOnItWhenItComes() throws Exception {
    String pmid = freshPmid();
    CitationDraft draft = new CitationDraft();
    draft.pmid = pmid;
    draft.notices.add(
        new Citation.Notice("RetractionIn", null, "Retraction Watch", null, "2020-05-01"));
    Citation said =
        draft.build("pmid:" + pmid, new Citation.Source("retraction-table", null, null));
    // When it is told
    Outcome outcome =
        apply(new Contribution(Sources.RETRACTION_TABLE, "retraction:" + pmid, null, said));
    // Then no citation is made of it
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UNCHANGED);
    assertThat(count("select count(*) from citation where pmid = '" + pmid + "'")).isZero();
    // When the paper comes
    importPubmed(pmid, "10.5555/r." + pmid, "A paper that was retracted, numbered " + pmid);
    // Then
    JsonNode paper = get("pmid:" + pmid);
    assertThat(paper.path("state").asText()).isEqualTo("retracted");
    assertThat(paper.path("notices").get(0).path("date").asText()).isEqualTo("2020-05-01");
  }

  @Test
  void aCitationKeepsItsNameUntilAStrongerIdentifierIsKnown() throws Exception {
    String pmid = freshPmid();
    String doi = "10.5555/strong." + pmid;
    String title = "Interleukin blockade in a fifth cohort numbered " + pmid;
    apply(ris("hash:c" + pmid, draft(title, null, null)));
    apply(ris("doi:" + doi, draft(title, doi, null)));
    Outcome outcome =
        apply(
            new Contribution(
                "nbib", "pmid:" + pmid, "2020-01-01", citation(draft(title, doi, pmid))));
    assertThat(outcome.aggregateId()).isEqualTo("pmid:" + pmid);
    // And the log names the citation as it is called now
    assertThat(
            count(
                "select count(*) from citation_merge where survivor = 'pmid:"
                    + pmid
                    + "' and source = 'nbib'"))
        .isEqualTo(1);
    for (String name : List.of("hash:c" + pmid, "doi:" + doi, pmid)) {
      assertThat(get(name).path("id").asText()).as(name).isEqualTo("pmid:" + pmid);
    }
  }

  @Test
  void anImportThatIsTakenBackLeavesWhatStoodBeforeIt() throws Exception {
    // Given a curator's record, and an import that absorbs it, revises one and creates one
    String first = freshPmid();
    String second = freshPmid();
    String third = freshPmid();
    String doi = "10.5555/undo." + first;
    String title = "Interleukin blockade in a sixth cohort numbered " + first;
    apply(ris("doi:" + doi, draft(title, doi, null, "kept")));
    importPubmed(second, "10.5555/undo." + second, "A record before its revision " + second);
    JsonNode before = get("pmid:" + second);
    String undone =
        importXml(
            "<PubmedArticleSet>"
                + article(first, doi, title, "2023")
                + article(second, "10.5555/undo." + second, "Its revision " + second, "2024")
                + article(third, "10.5555/undo." + third, "A new record " + third, "2023")
                + "</PubmedArticleSet>");
    assertThat(get("pmid:" + second).path("title").asText()).startsWith("Its revision");
    // When
    String undo =
        as("importer")
            .when()
            .post("/api/v1/imports/" + undone + "/undoing")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await().atMost(Duration.ofSeconds(30)).until(() -> state(undo).equals("finished"));
    // Then
    assertThat(get("pmid:" + second)).isEqualTo(before);
    assertThat(count("select count(*) from citation where id = 'pmid:" + third + "'")).isZero();
    assertThat(count("select count(*) from citation where id = 'pmid:" + first + "'")).isZero();
    assertThat(get("doi:" + doi).path("keywords").toString()).isEqualTo("[\"kept\"]");
    // When it is imported again, it counts as new
    importPubmed(third, "10.5555/undo." + third, "A new record " + third);
    assertThat(get("pmid:" + third).path("title").asText()).startsWith("A new record");
  }

  @Test
  void whatAPersonChangedAfterAnImportStaysWhenTheImportIsTakenBack() throws Exception {
    String pmid = freshPmid();
    String undone =
        importXml(
            "<PubmedArticleSet>"
                + article(pmid, "10.5555/edit." + pmid, "As imported " + pmid, "2023")
                + "</PubmedArticleSet>");
    com.fasterxml.jackson.databind.node.ObjectNode edited =
        (com.fasterxml.jackson.databind.node.ObjectNode) get("pmid:" + pmid);
    edited.put("title", "As a curator has it");
    as("curator")
        .body(edited.toString())
        .when()
        .put("/api/v1/citations/" + pmid)
        .then()
        .statusCode(200);
    // When
    String undo =
        as("importer")
            .when()
            .post("/api/v1/imports/" + undone + "/undoing")
            .then()
            .extract()
            .path("id");
    await().atMost(Duration.ofSeconds(30)).until(() -> state(undo).equals("finished"));
    // Then
    assertThat(get("pmid:" + pmid).path("title").asText()).isEqualTo("As a curator has it");
    assertThat(
            as("importer")
                .when()
                .get("/api/v1/imports/" + undo + "/outcomes")
                .then()
                .extract()
                .<String>path("items[0].outcome"))
        .isEqualTo("older");
  }

  private Outcome apply(Contribution contribution) throws Exception {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                application.apply(
                    List.of(contribution), new ImportContext("c-test", "ris", "t.ris", "tester")))
        .getFirst();
  }

  private static Contribution ris(String key, CitationDraft draft) {
    return new Contribution("ris", key, null, citation(draft));
  }

  private static Citation citation(CitationDraft draft) {
    return draft.build("hash:0", new Citation.Source("ris", null, null));
  }

  private static CitationDraft draft(
      String title, @Nullable String doi, @Nullable String pmid, String... keywords) {
    CitationDraft draft = new CitationDraft();
    draft.title = title;
    draft.doi = doi;
    draft.pmid = pmid;
    draft.year = 2019;
    draft.volume = "12";
    draft.pages = "101-9";
    draft.journalTitle = "Journal of Cohorts";
    draft.authors.add(new Citation.Author("Okafor", "Ada", "A", null, null, null));
    draft.keywords.addAll(List.of(keywords));
    return draft;
  }

  private void importPubmed(String pmid, String doi, String title) throws Exception {
    importPubmed(pmid, doi, title, "2023");
  }

  private void importPubmed(String pmid, String doi, String title, String revised)
      throws Exception {
    var unused =
        importXml(
            "<PubmedArticleSet>" + article(pmid, doi, title, revised) + "</PubmedArticleSet>");
  }

  private static String article(String pmid, String doi, String title, String revised) {
    return """
        <PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">%s</PMID>
        <DateRevised><Year>%s</Year><Month>01</Month><Day>02</Day></DateRevised>
        <Article><Journal><JournalIssue><Volume>12</Volume><PubDate><Year>2019</Year></PubDate></JournalIssue>
        <Title>Journal of Cohorts</Title></Journal><ArticleTitle>%s</ArticleTitle>
        <Pagination><MedlinePgn>101-9</MedlinePgn></Pagination>
        <AuthorList><Author><LastName>Okafor</LastName><Initials>A</Initials></Author></AuthorList>
        </Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">%s</ArticleId>
        </ArticleIdList></PubmedData></PubmedArticle>
        """
        .formatted(pmid, revised, title, doi);
  }

  /// @return the import's id, when it has ended
  private static String importXml(String xml) {
    String id =
        as("importer")
            .contentType("application/xml")
            .body(xml)
            .when()
            .post("/api/v1/imports?name=merge.xml")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await().atMost(Duration.ofSeconds(30)).until(() -> state(id).equals("finished"));
    return id;
  }

  private static String state(String id) {
    return as("importer").when().get("/api/v1/imports/" + id).then().extract().path("state");
  }

  private static JsonNode get(String reference) throws Exception {
    return JSON.readTree(
        as("reader")
            .when()
            .get("/api/v1/citations/" + reference)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }
}
