package org.livingevidence.drugs.source.openfda;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;
import org.livingevidence.drugs.SourcesResource;
import org.livingevidence.drugs.source.Harvested;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Reply;

/// Harvests of an openFDA that does not behave.
@DrugServiceTest
class OpenFdaFailuresTest {
  private static final Map<String, String> QUERY = Map.of("source", "openfda", "query", "x:y");

  private SourceServer server;
  private FakeOpenFda openFda;

  @BeforeEach
  void start() {
    openFda = new FakeOpenFda("openfda-label", 24);
    server = SourcesResource.server();
    server.answer(openFda::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String problem(JsonPath harvest) {
    return harvest.getString("runs[0].import.problem");
  }

  @Test
  void whatPassesByItselfIsTriedAgain() {
    Set<String> met = new TreeSet<>();
    AtomicInteger at = new AtomicInteger();
    server.answer(
        asked -> {
          Reply good = openFda.answer(asked);
          byte[] half = Arrays.copyOf(good.body(), good.body().length / 2);
          List<Reply> bad =
              List.of(
                  Reply.of(429, "{\"error\":{\"code\":\"OVER_RATE_LIMIT\"}}")
                      .with("Retry-After", "1"),
                  Reply.of(500, "{\"error\":{\"code\":\"SERVER_ERROR\"}}"),
                  good.brokenOff(),
                  good.stalled(),
                  Reply.of(200, half),
                  Reply.of(200, "<!DOCTYPE html><html><body>Maintenance</body></html>")
                      .with("Content-Type", "text/html"),
                  Reply.of(200, "<document/>").with("Content-Type", "application/xml"),
                  Reply.of(200, ""));
          String what = asked.field("search") + asked.field("search_after");
          return met.add(what) ? bad.get(at.getAndIncrement() % bad.size()) : good;
        });

    JsonPath done = Harvested.done(QUERY, "finished");

    assertThat(at.get()).isGreaterThanOrEqualTo(8);
    assertThat(Harvested.sum(done)).isEqualTo(24);
    assertThat(done.getInt("runs[0].import.counts.rejected")).isZero();
  }

  @Test
  void whatDoesNotPassFailsInTheSourcesWords() {
    server.answer(Reply.of(200, "<html><body>Under maintenance</body></html>"));
    assertThat(problem(Harvested.done(QUERY, "failed")))
        .contains("label.json answered no JSON but: <html>")
        .contains("at the last of 3 attempts");

    server.answer(Reply.of(503, "").with("Retry-After", "86400"));
    assertThat(problem(Harvested.done(QUERY, "failed"))).contains("asks to be left alone until");
  }

  @Test
  void aKeyThatIsRefusedIsNotTriedAgainAndNeverSaid() {
    server.answer(
        Reply.of(
            403,
            "{\"error\":{\"code\":\"API_KEY_INVALID\",\"message\":\"An invalid api_key was"
                + " supplied: "
                + SourcesResource.KEY
                + "\"}}"));

    JsonPath failed = Harvested.done(QUERY, "failed");

    assertThat(problem(failed)).contains("answered 403").contains("API_KEY_INVALID");
    assertThat(failed.prettify()).doesNotContain(SourcesResource.KEY);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void aQueryThatIsNotUnderstoodIsToldInItsWords() {
    server.answer(Reply.of(400, "{\"error\":{\"code\":\"BAD_REQUEST\",\"message\":\"parse\"}}"));
    assertThat(problem(Harvested.done(QUERY, "failed")))
        .contains("answered 400 (")
        .contains("parse");
  }

  @Test
  void aNotFoundThatIsNotOpenFdasIsAFailure() {
    server.answer(Reply.of(404, "<html><body>No such page here</body></html>"));
    assertThat(problem(Harvested.done(QUERY, "failed"))).contains("answered 404");
  }

  @Test
  void aPageThatShrinksMeanwhileLosesNothing() {
    // Given a label that goes once the first page was turned, so that the others move up
    openFda.namesNoNextPage();
    AtomicInteger turned = new AtomicInteger();
    String gone = openFda.setIds().iterator().next();
    FakeOpenFda before = new FakeOpenFda("openfda-label", 24);
    before.namesNoNextPage();
    openFda.remove(gone);
    server.answer(
        asked ->
            asked.field("search").equals("x:y") && turned.getAndIncrement() == 0
                ? before.answer(asked)
                : openFda.answer(asked));

    JsonPath done = Harvested.done(QUERY, "finished");

    var outcomes = Harvested.outcomes(done);
    assertThat(outcomes)
        .extracting(outcome -> String.valueOf(outcome.get("record")).split(" ")[0])
        .containsAll(openFda.setIds());
    assertThat(done.getString("runs[0].warnings")).isNull();
  }

  @Test
  void moreThanIsNamedIsSaid() {
    server.answer(
        asked -> {
          Reply good = openFda.answer(asked);
          String page = new String(good.body(), java.nio.charset.StandardCharsets.UTF_8);
          return Reply.of(good.status(), page.replace("\"total\":24", "\"total\":31"));
        });
    JsonPath done = Harvested.done(QUERY, "finished");
    assertThat(done.getString("runs[0].warnings"))
        .contains("says that it finds 31 labels and named 24 in the second of two passes");
  }

  @Test
  void moreThanMayBeCountedWithoutANextPageFails() {
    String label = ",{\"id\":\"i\",\"set_id\":\"s\"}".repeat(1_000).substring(1);
    String page = "{\"meta\":{\"results\":{\"total\":29000}},\"results\":[" + label + "]}";
    server.answer(Reply.of(200, page));
    assertThat(problem(Harvested.done(QUERY, "failed")))
        .contains("names no page after the first 26000");

    server.answer(Reply.of(200, page.replace("29000", "260000")));
    assertThat(problem(Harvested.done(QUERY, "failed")))
        .contains("living-evidence.openfda.most")
        .contains("bulk files");
  }

  @Test
  void aRunThatFailedIsFollowedByOneThatTakesEverything() {
    String eleventh = openFda.setIds().stream().skip(10).findFirst().orElseThrow();
    server.answer(
        asked ->
            asked.field("search").contains("\"" + eleventh + "\"")
                ? Reply.of(500, "down")
                : openFda.answer(asked));
    String id = Harvested.create(QUERY);
    JsonPath failed = Harvested.ended(id, "failed");
    assertThat(problem(failed)).contains("answered 500 (down), at the last of 3 attempts");
    assertThat(Harvested.sum(failed)).isEqualTo(10);

    server.answer(openFda::answer);
    Harvested.again(id);

    JsonPath done = Harvested.ended(id, "finished");
    assertThat(done.getString("runs[0].since")).isNull();
    assertThat(Harvested.sum(done)).isEqualTo(24);
  }

  @Test
  void whatWasFetchedIsTakenBackLikeAnyImport() {
    FakeOpenFda more = new FakeOpenFda("openfda-label", 40);
    server.answer(more::answer);
    List<String> wanted =
        more.setIds().stream().filter(id -> !openFda.setIds().contains(id)).limit(2).toList();
    JsonPath done = Harvested.done(Map.of("source", "openfda", "setIds", wanted), "finished");
    assertThat(done.getInt("runs[0].import.counts.created")).isEqualTo(2);

    String undoing =
        As.with("importer")
            .post("/api/v1/imports/" + done.getString("runs[0].importId") + "/undoing")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    assertThat(Imported.ended("/api/v1/imports/" + undoing).getInt("counts.deleted")).isEqualTo(2);
    As.reader().get("/api/v1/labels/" + wanted.getFirst()).then().statusCode(404);
  }
}
