package org.livingevidence.citations.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.citations.SourcesResource;
import org.livingevidence.harvest.HarvestSchedule;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Asked;
import org.livingevidence.teststack.SourceServer.Reply;

/// Harvests of a PubMed that behaves, and of one that does not.
@QuarkusTest
class HarvestTest extends CitationServiceTest {
  private static final String FILE = "alexmasselot__pubmed_result_fred.xml.gz";

  @Inject HarvestSchedule schedule;

  private SourceServer server;
  private FakePubmed pubmed;

  @BeforeEach
  void start() {
    pubmed = new FakePubmed(FILE);
    server = SourcesResource.server();
    server.answer(pubmed::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonPath created(Map<String, ?> body) {
    return as("importer")
        .body(body)
        .post("/api/v1/harvests")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private static JsonPath byQuery(String query) {
    return created(Map.of("query", query));
  }

  private static JsonPath harvest(String id) {
    return as("importer").get("/api/v1/harvests/" + id).then().statusCode(200).extract().jsonPath();
  }

  private static JsonPath ended(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(harvest(id).getString("runs[0].import.state"))
                    .as(harvest(id).prettify())
                    .isEqualTo(state));
    return harvest(id);
  }

  private static int sum(JsonPath harvest) {
    Map<String, Integer> counts = harvest.getMap("runs[0].import.counts");
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private List<Asked> searches() {
    return server.asked().stream().filter(asked -> asked.name().equals("esearch.fcgi")).toList();
  }

  private List<Asked> fetches() {
    return server.asked().stream().filter(asked -> asked.name().equals("efetch.fcgi")).toList();
  }

  @Test
  void whatAQueryFindsIsImportedWithAnOutcomeForEachRecord() throws Exception {
    String id = byQuery("asthmma asthma").getString("id");

    JsonPath done = ended(id, "finished");
    assertThat(done.getString("source")).isEqualTo("NCBI E-utilities");
    assertThat(done.getInt("runs[0].found")).isEqualTo(pubmed.pmids().size());
    assertThat(done.getString("runs[0].translation")).isEqualTo("\"asthma\"[MeSH Terms]");
    assertThat(done.getString("runs[0].warnings")).isEqualTo("PhraseNotFound: asthmma");
    assertThat(done.getInt("runs[0].import.counts.rejected")).isZero();
    assertThat(sum(done)).isEqualTo(pubmed.pmids().size());
    for (Long pmid : pubmed.pmids()) {
      assertThat(count("select count(*) from citation where pmid = ?", pmid.toString())).isOne();
    }
    // NCBI is told who asks, in the body of a POST
    assertThat(server.asked())
        .allMatch(asked -> asked.method().equals("POST") && asked.uri().getQuery() == null)
        .allMatch(asked -> asked.field("tool").equals("living-evidence"))
        .allMatch(asked -> asked.field("email").equals("librarian@example.org"))
        .allMatch(asked -> asked.field("api_key").equals("k3y-of-nobody"));
    assertThat(fetches()).hasSize((pubmed.pmids().size() + 19) / 20);
  }

  @Test
  void pmidsAreFetchedInTheirOrderAndWhatPubmedDoesNotHaveIsSaid() {
    List<String> wanted = pubmed.pmids().stream().limit(5).map(String::valueOf).toList();
    pubmed.forget(Long.parseLong(wanted.get(2)));

    String id = created(Map.of("pmids", wanted, "name", "five")).getString("id");

    JsonPath done = ended(id, "finished");
    JsonPath outcomes =
        as("importer")
            .get("/api/v1/imports/" + done.getString("runs[0].importId") + "/outcomes")
            .jsonPath();
    assertThat(outcomes.getList("items.record"))
        .isEqualTo(wanted.stream().map(pmid -> "pmid:" + pmid).toList());
    assertThat(outcomes.getString("items[2].outcome")).isEqualTo("rejected");
    assertThat(outcomes.getString("items[2].reason")).contains("gives no record of this PMID");
    assertThat(searches()).isEmpty();
  }

  @Test
  void whatAHarvestBroughtIsTakenBackLikeAnyImport() throws Exception {
    FakePubmed other = new FakePubmed("sk8erjs69__pubmed_result.xml.gz");
    server.answer(other::answer);
    List<String> wanted = other.pmids().stream().limit(4).map(String::valueOf).toList();
    String id = created(Map.of("pmids", wanted)).getString("id");
    JsonPath done = ended(id, "finished");
    int brought = done.getInt("runs[0].import.counts.created");

    String undoing =
        as("importer")
            .post("/api/v1/imports/" + done.getString("runs[0].importId") + "/undoing")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        as("importer")
                            .get("/api/v1/imports/" + undoing)
                            .jsonPath()
                            .getString("state"))
                    .isEqualTo("finished"));
    assertThat(as("importer").get("/api/v1/imports/" + undoing).jsonPath().getInt("counts.deleted"))
        .isEqualTo(brought);
  }

  @Test
  void anErrorOfWhatLiesBehindTheUtilitiesPasses() {
    AtomicInteger n = new AtomicInteger();
    String backend = "<eFetchResult><ERROR>proxy_stream(): 502 Bad Gateway</ERROR></eFetchResult>";
    server.answer(
        asked ->
            asked.name().equals("efetch.fcgi") && n.getAndIncrement() == 0
                ? Reply.of(400, backend)
                : pubmed.answer(asked));
    String one = pubmed.pmids().iterator().next().toString();
    assertThat(sum(ended(created(Map.of("pmids", List.of(one))).getString("id"), "finished")))
        .isOne();

    // When it says that there are no such PMIDs
    server.answer(
        Reply.of(
            400,
            "<eFetchResult><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR>"
                + "</eFetchResult>"));
    JsonPath none = ended(created(Map.of("pmids", List.of(one))).getString("id"), "finished");
    assertThat(none.getInt("runs[0].import.counts.rejected")).isOne();
  }

  @Test
  void aFurtherRunFetchesOnlyWhatIsNew() {
    String id = byQuery("all").getString("id");
    ended(id, "finished");
    server.forget();
    Set<Long> fresh = pubmed.pmids().stream().limit(3).collect(Collectors.toSet());
    pubmed.fresh(fresh);

    // When
    as("importer").post("/api/v1/harvests/" + id + "/runs").then().statusCode(202);

    // Then both of PubMed's dates are asked for, from before the last search
    JsonPath done = ended(id, "finished");
    assertThat(done.getInt("runs[0].n")).isEqualTo(2);
    assertThat(done.getInt("runs[0].found")).isEqualTo(3);
    assertThat(done.getInt("runs[0].import.counts.unchanged")).isEqualTo(3);
    assertThat(searches().stream().map(asked -> asked.field("datetype")))
        .containsExactly("edat", "mdat");
    assertThat(searches().getFirst().field("mindate")).matches("\\d{4}/\\d\\d/\\d\\d");
    assertThat(done.getString("runs[0].since")).isNotNull();

    // When everything is asked for
    server.forget();
    as("importer").post("/api/v1/harvests/" + id + "/runs?everything=true").then().statusCode(202);
    assertThat(ended(id, "finished").getInt("runs[0].found")).isEqualTo(pubmed.pmids().size());
  }

  @Test
  void whatLiesBehindTheWallIsAskedForInRanges() {
    // Given a query that finds more than PubMed names, of records that it does not give
    List<Long> many = new java.util.ArrayList<>();
    for (long pmid = 30_000_000; pmid < 30_012_000; pmid++) {
      many.add(pmid);
    }
    AtomicInteger behind = new AtomicInteger();
    server.answer(
        asked -> {
          if (asked.name().equals("efetch.fcgi")) {
            return Reply.of(500, "not of interest");
          }
          var range =
              java.util.regex.Pattern.compile("^\\(many\\) AND (\\d+):(\\d+)\\[UID]$")
                  .matcher(asked.field("term"));
          List<Long> found = many;
          if (range.matches()) {
            long from = Long.parseLong(range.group(1));
            long to = Long.parseLong(range.group(2));
            found = many.stream().filter(pmid -> pmid >= from && pmid <= to).toList();
          }
          behind.addAndGet(found.size() > 9_999 ? 1 : 0);
          return Reply.of(200, FakePubmed.found(found, found.size()));
        });

    // When
    JsonPath done = ended(byQuery("many").getString("id"), "failed");

    // Then
    assertThat(done.getInt("runs[0].found")).isEqualTo(12_000);
    assertThat(behind.get()).isGreaterThan(1);
    assertThat(done.getString("runs[0].import.problem"))
        .contains("efetch.fcgi answered 500 (not of interest), at the last of 3 attempts");
  }

  @Test
  void whatPassesByItselfIsTriedAgainAndTheKeyIsNeverSaid() {
    Set<String> done = new TreeSet<>();
    List<Reply> bad =
        List.of(
            Reply.of(
                429,
                "{\"error\":\"API rate limit exceeded\",\"api-key\":\"k3y-of-nobody\","
                    + "\"count\":\"11\",\"limit\":\"10\"}"),
            Reply.of(200, "<!DOCTYPE html>\n<html><body>Under maintenance</body></html>"));
    AtomicInteger at = new AtomicInteger();
    server.answer(
        asked ->
            done.add(asked.name() + asked.field("id"))
                ? bad.get(at.getAndIncrement() % bad.size())
                : pubmed.answer(asked));
    List<String> logged = new java.util.concurrent.CopyOnWriteArrayList<>();
    Handler listening = listening(logged);
    Logger root = Logger.getLogger("");
    root.addHandler(listening);
    try {
      assertThat(sum(ended(byQuery("rate").getString("id"), "finished")))
          .isEqualTo(pubmed.pmids().size());
      // When it does not pass
      server.answer(
          Reply.of(
              200,
              "<eSearchResult><ERROR>Search Backend failed: k3y-of-nobody</ERROR></eSearchResult>"));
      JsonPath failed = ended(byQuery("backend").getString("id"), "failed");
      assertThat(failed.prettify())
          .contains("answered an error: Search Backend failed")
          .doesNotContain("k3y-of-nobody");
    } finally {
      root.removeHandler(listening);
    }
    assertThat(logged).noneMatch(line -> line.contains("k3y-of-nobody"));
  }

  private static Handler listening(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage() + " " + Arrays.toString(line.getParameters()));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void recordsThatBreakOffOrStandStillAreFetchedAgain() {
    AtomicInteger n = new AtomicInteger();
    server.answer(
        asked -> {
          Reply good = pubmed.answer(asked);
          if (!asked.name().equals("efetch.fcgi")) {
            return good;
          }
          byte[] half = Arrays.copyOf(good.body(), good.body().length / 2);
          return switch (n.getAndIncrement()) {
            case 0 -> good.brokenOff();
            case 1 -> good.stalled();
            case 3 -> Reply.of(200, half);
            default -> good;
          };
        });
    JsonPath done = ended(byQuery("broken").getString("id"), "finished");
    assertThat(sum(done)).isEqualTo(pubmed.pmids().size());
    assertThat(done.getInt("runs[0].import.counts.rejected")).isZero();
  }

  @Test
  void aHarvestWhoseWorkerDiesGoesOnWhereItWas() throws Exception {
    // Given a harvest in the middle of its fetching
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    server.answer(
        asked -> {
          if (asked.name().equals("efetch.fcgi")
              && fetches().size() > 3
              && first.getAndSet(false)) {
            reached.countDown();
            awaited(killed);
          }
          return pubmed.answer(asked);
        });
    String id = byQuery("resumed").getString("id");
    awaited(reached);

    // When its worker's session is gone, as when its process is killed
    count(
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = 'imports' and datname = current_database()
        """);
    killed.countDown();

    // Then it is taken up again, searched once, and every record has one outcome
    JsonPath done = ended(id, "finished");
    assertThat(sum(done)).isEqualTo(pubmed.pmids().size());
    assertThat(searches()).hasSize(1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aHarvestThatWaitsIsCancelled() {
    server.answer(Reply.of(503, "").with("Retry-After", "600"));
    String id = byQuery("cancelled").getString("id");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(harvest(id).getString("runs[0].import.waiting"))
                    .contains("answered 503"));

    as("importer").post("/api/v1/harvests/" + id + "/runs").then().statusCode(409);
    String importId = harvest(id).getString("runs[0].importId");
    as("importer").post("/api/v1/imports/" + importId + "/cancellation").then().statusCode(202);

    ended(id, "cancelled");
  }

  @Test
  void twoAtOnceShareTheSource() {
    String one = byQuery("one").getString("id");
    String other = byQuery("other").getString("id");
    assertThat(sum(ended(one, "finished"))).isEqualTo(pubmed.pmids().size());
    assertThat(sum(ended(other, "finished"))).isEqualTo(pubmed.pmids().size());
  }

  @Test
  void aHarvestThatRunsByItselfIsBegunWhenItIsDue() throws Exception {
    String id = created(Map.of("query", "daily", "every", "P1D")).getString("id");
    ended(id, "finished");
    schedule.beginDue();
    assertThat(harvest(id).getList("runs")).hasSize(1);

    // When a day has passed
    count(
        "with u as (update harvest_run set asked_at = asked_at - interval '25 hours'"
            + " where harvest_id::text = ? returning 1) select count(*) from u",
        id);
    schedule.beginDue();

    // Then it looks for what is new
    JsonPath done = ended(id, "finished");
    assertThat(done.getInt("runs[0].n")).isEqualTo(2);
    assertThat(done.getString("runs[0].since")).isNotNull();
    assertThat(done.getString("every")).isEqualTo("PT24H");
  }

  @Test
  void whatIsNoHarvestIsRefusedWithEveryReason() {
    var answer =
        as("importer")
            .body(Map.of("query", "x", "pmids", List.of("12a"), "every", "daily"))
            .post("/api/v1/harvests");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.jsonPath().getList("errors.field")).contains("query", "pmids[0]", "every");
    as("importer").get("/api/v1/harvests/nothing").then().statusCode(404);
    var sent =
        as("importer")
            .contentType("application/octet-stream")
            .body("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/api/v1/imports?kind=ncbi-eutilities");
    assertThat(sent.statusCode()).isEqualTo(400);
  }

  @Test
  void aKeyMakesOneHarvestAndForgettingItKeepsWhatItFetched() throws Exception {
    var body = Map.of("query", "once");
    String one =
        as("importer")
            .header("Idempotency-Key", "once-1")
            .body(body)
            .post("/api/v1/harvests")
            .jsonPath()
            .getString("id");
    String again =
        as("importer")
            .header("Idempotency-Key", "once-1")
            .body(body)
            .post("/api/v1/harvests")
            .jsonPath()
            .getString("id");
    assertThat(again).isEqualTo(one);
    ended(one, "finished");
    assertThat(harvest(one).getList("runs")).hasSize(1);

    as("importer").delete("/api/v1/harvests/" + one).then().statusCode(204);
    as("importer").get("/api/v1/harvests/" + one).then().statusCode(404);
    assertThat(
            count(
                "select count(*) from citation where pmid = ?",
                pubmed.pmids().iterator().next().toString()))
        .isOne();
  }
}
