package org.livingevidence.drugs.source.dailymed;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
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
import org.livingevidence.drugs.SourcesResource;
import org.livingevidence.drugs.source.Harvested;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Reply;

/// Harvests of a DailyMed that does not behave.
@DrugServiceTest
class DailyMedFailuresTest {
  private static final Map<String, String> QUERY = Map.of("source", "dailymed", "query", "any");
  private static final String COUGH = "da116f25-3469-4c16-9baf-fba21e9628bd";

  private SourceServer server;
  private FakeDailyMed dailyMed;

  @BeforeEach
  void start() {
    dailyMed = new FakeDailyMed("bonine-otc.xml", "cough.xml", "lipitor-repack.xml");
    server = SourcesResource.server();
    server.answer(dailyMed::answer);
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
          Reply good = dailyMed.answer(asked);
          byte[] half = Arrays.copyOf(good.body(), good.body().length / 2);
          List<Reply> bad =
              List.of(
                  Reply.of(429, "slow down").with("Retry-After", "1"),
                  Reply.of(502, "<html>Bad Gateway</html>"),
                  FakeDailyMed.PAGE,
                  good.brokenOff(),
                  good.stalled(),
                  Reply.of(200, half),
                  Reply.of(200, ""));
          return met.add(asked.uri().toString())
              ? bad.get(at.getAndIncrement() % bad.size())
              : good;
        });

    JsonPath done = Harvested.done(QUERY, "finished");

    assertThat(at.get()).isGreaterThanOrEqualTo(5);
    assertThat(Harvested.sum(done)).isEqualTo(3);
    assertThat(done.getInt("runs[0].import.counts.rejected")).isZero();
  }

  @Test
  void anArchiveThatBreaksOffIsFetchedAgain() {
    byte[] whole = FakeDailyMed.zipped(dailyMed.document(COUGH, dailyMed.current(COUGH)));
    AtomicInteger archives = new AtomicInteger();
    server.answer(
        asked ->
            asked.name().equals("getFile.cfm") && archives.getAndIncrement() == 0
                ? Reply.of(200, Arrays.copyOf(whole, whole.length - 200))
                : dailyMed.answer(asked));

    JsonPath done =
        Harvested.done(
            Map.of("source", "dailymed", "setIds", List.of(COUGH), "history", true), "finished");

    assertThat(done.getInt("runs[0].import.counts.rejected")).isZero();
    assertThat(archives.get()).isEqualTo(2);
  }

  @Test
  void aPageOfMaintenanceIsNotTakenForAMissingVersion() {
    dailyMed.had(COUGH, 40, true);
    server.answer(
        asked -> asked.name().equals("history.json") ? dailyMed.answer(asked) : FakeDailyMed.PAGE);

    JsonPath failed =
        Harvested.done(
            Map.of("source", "dailymed", "setIds", List.of(COUGH), "history", true), "failed");

    assertThat(problem(failed)).contains(COUGH + ".xml answered no XML but:");
    assertThat(Harvested.sum(failed)).isZero();
  }

  @Test
  void aLabelThatCannotBeReadSpoilsNoOther() {
    server.answer(
        asked ->
            asked.name().equals(COUGH + ".xml")
                ? Reply.of(200, "<?xml version=\"1.0\"?><document><open></document>")
                : dailyMed.answer(asked));

    JsonPath done = Harvested.done(QUERY, "finished");

    assertThat(Harvested.sum(done)).isEqualTo(3);
    assertThat(done.getInt("runs[0].import.counts.rejected")).isOne();
    assertThat(Harvested.outcomes(done))
        .filteredOn(outcome -> "rejected".equals(outcome.get("outcome")))
        .extracting(outcome -> outcome.get("record"))
        .containsExactly(COUGH);
  }

  @Test
  void anArchiveOfAnotherVersionIsNotTaken() {
    dailyMed.had(COUGH, 40, true);
    byte[] other = FakeDailyMed.zipped(dailyMed.document(COUGH, 1));
    server.answer(
        asked ->
            asked.name().equals("getFile.cfm") ? Reply.of(200, other) : dailyMed.answer(asked));

    JsonPath done =
        Harvested.done(
            Map.of("source", "dailymed", "setIds", List.of(COUGH), "history", true), "finished");

    assertThat(Harvested.outcomes(done).getLast().get("reason"))
        .asString()
        .contains("archive of this version holds " + COUGH + " version 1");
  }

  @Test
  void aListThatShrinksMeanwhileIsTurnedAgain() {
    AtomicInteger turned = new AtomicInteger();
    FakeDailyMed after = new FakeDailyMed("cough.xml", "lipitor-repack.xml");
    server.answer(
        asked ->
            asked.name().equals("spls.json") && turned.getAndIncrement() > 0
                ? after.answer(asked)
                : dailyMed.answer(asked));

    JsonPath done = Harvested.done(QUERY, "finished");

    assertThat(Harvested.outcomes(done))
        .extracting(outcome -> String.valueOf(outcome.get("record")).split(" ")[0])
        .containsAll(after.setIds());
  }

  @Test
  void aListThatNamesLessThanItSaysIsSaid() {
    server.answer(
        asked -> {
          Reply good = dailyMed.answer(asked);
          String body = new String(good.body(), StandardCharsets.UTF_8);
          return asked.name().equals("spls.json")
              ? Reply.of(200, body.replace("\"total_elements\":\"3\"", "\"total_elements\":\"5\""))
              : good;
        });
    assertThat(Harvested.done(QUERY, "finished").getString("runs[0].warnings"))
        .contains("says that it lists 5 labels and named 3 in the second of two passes");
  }

  @Test
  void whatIsNoListFailsInTheSourcesWords() {
    server.answer(Reply.of(200, "{\"data\":[{\"title\":\"T\"}]}"));
    assertThat(problem(Harvested.done(QUERY, "failed"))).contains("of which one has no set id");
    server.answer(Reply.of(403, "Forbidden"));
    assertThat(problem(Harvested.done(QUERY, "failed")))
        .contains("spls.json answered 403 (Forbidden)");
  }
}
