package org.livingevidence.drugs.source.dailymed;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.SourcesResource;
import org.livingevidence.drugs.source.Harvested;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Asked;

/// Harvests of a DailyMed that behaves, with real labels.
@DrugServiceTest
class DailyMedHarvestTest {
  private static final String LIPITOR = "da1131fe-e7df-4876-83f7-9156fc4e8228";
  private static final String BONINE = "da11360a-67d3-4a14-ba21-304a06697cd4";

  private SourceServer server;
  private FakeDailyMed dailyMed;

  @BeforeEach
  void start() {
    dailyMed = new FakeDailyMed("bonine-otc.xml", "cough.xml", "lipitor-orig.xml");
    server = SourcesResource.server();
    server.answer(dailyMed::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<Asked> asked(String name) {
    return server.asked().stream().filter(asked -> asked.name().equals(name)).toList();
  }

  @Test
  void whatAListNamesIsTurnedPageByPageAndImported() {
    JsonPath done =
        Harvested.done(
            Map.of("source", "dailymed", "query", "drug_name=any&labeler=Viatris"), "finished");

    assertThat(done.getInt("runs[0].found")).isEqualTo(3);
    assertThat(done.getInt("runs[0].import.counts.rejected")).isZero();
    assertThat(Harvested.sum(done)).isEqualTo(3);
    assertThat(asked("spls.json")).hasSize(2);
    assertThat(asked("spls.json"))
        .allMatch(asked -> asked.field("drug_name").equals("any"))
        .allMatch(asked -> asked.field("labeler").equals("Viatris"));
    for (String setId : dailyMed.setIds()) {
      As.reader()
          .get("/api/v1/labels/" + setId + "/versions/" + dailyMed.current(setId))
          .then()
          .statusCode(200);
    }
  }

  @Test
  void everyVersionThatIsListedIsFetchedOrSaidToBeMissing() {
    // Given a history with a gap, and a version that is listed and not held
    dailyMed.had(LIPITOR, 9, true);
    dailyMed.had(LIPITOR, 7, false);
    dailyMed.had(LIPITOR, 6, true);

    JsonPath done =
        Harvested.done(
            Map.of("source", "dailymed", "setIds", List.of(LIPITOR), "history", true), "finished");

    assertThat(done.getBoolean("history")).isTrue();
    assertThat(done.getInt("runs[0].found")).isEqualTo(4);
    var outcomes = Harvested.outcomes(done);
    assertThat(outcomes)
        .extracting(outcome -> outcome.get("record"))
        .containsExactly(
            LIPITOR + " version 6",
            LIPITOR + " version 7",
            LIPITOR + " version 9",
            LIPITOR + " version 11");
    assertThat(outcomes.get(1)).containsEntry("outcome", "rejected");
    assertThat(outcomes.get(1).get("reason"))
        .asString()
        .contains("lists this version in the label's history and gives no document of it");
    // What is not listed is not asked for
    assertThat(asked("getFile.cfm").stream().map(asked -> asked.field("version")))
        .containsOnly("6", "7", "9", "11");
    JsonPath label = As.reader().get("/api/v1/labels/" + LIPITOR).jsonPath();
    assertThat(label.getList("versions.version")).contains(6, 9, 11).doesNotContain(7);
  }

  @Test
  void aCurrentVersionThatIsNotArchivedIsTakenFromTheWebService() {
    long current = dailyMed.current(BONINE);
    server.answer(
        asked -> asked.name().equals("getFile.cfm") ? FakeDailyMed.PAGE : dailyMed.answer(asked));

    JsonPath done =
        Harvested.done(
            Map.of("source", "dailymed", "setIds", List.of(BONINE), "history", true), "finished");

    assertThat(done.getInt("runs[0].import.counts.rejected")).isZero();
    assertThat(Harvested.outcomes(done).getFirst())
        .containsEntry("record", BONINE + " version " + current);
  }

  @Test
  void aFurtherRunAsksForWhatWasPublishedSince() {
    String id = Harvested.create(Map.of("source", "dailymed", "query", "everything"));
    Harvested.ended(id, "finished");
    server.forget();
    dailyMed.published(BONINE, "2999-01-01");

    Harvested.again(id);

    JsonPath done = Harvested.ended(id, "finished");
    assertThat(done.getInt("runs[0].found")).isEqualTo(1);
    Asked search = asked("spls.json").getFirst();
    assertThat(search.field("drug_name")).isEqualTo("everything");
    assertThat(search.field("published_date")).isEqualTo(done.getString("runs[0].since"));
    assertThat(search.field("published_date_comparison")).isEqualTo("gte");
  }

  @Test
  void aSetIdThatDailyMedDoesNotHaveIsSaid() {
    String nobodys = "00000000-0000-4000-8000-000000000000";
    for (boolean history : new boolean[] {false, true}) {
      JsonPath done =
          Harvested.done(
              Map.of("source", "dailymed", "setIds", List.of(nobodys, BONINE), "history", history),
              "finished");
      var outcomes = Harvested.outcomes(done);
      assertThat(outcomes).hasSize(2);
      assertThat(outcomes.getFirst()).containsEntry("outcome", "rejected");
      assertThat(outcomes.getFirst().get("reason"))
          .asString()
          .contains("gives no label of this set id");
      assertThat(outcomes.getLast().get("record")).asString().startsWith(BONINE);
    }
  }

  @Test
  void whatTheListDoesNotKnowIsRefused() {
    var answer =
        As.with("importer")
            .body(Map.of("source", "dailymed", "query", "drug_name=a&published_date=2020-01-01"))
            .post("/api/v1/harvests");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.jsonPath().getString("errors[0].reason"))
        .contains("must be a drug's name, or filters of DailyMed's list")
        .contains("drug_name")
        .contains("unii_code");
  }

  @Test
  void moreThanMayBeFetchedFails() {
    server.answer(
        asked ->
            SourceServer.Reply.of(
                200,
                "{\"metadata\":{\"total_elements\":150000,\"total_pages\":1500},\"data\":[]}"));
    JsonPath failed =
        Harvested.done(Map.of("source", "dailymed", "query", "labeler=Anybody"), "failed");
    assertThat(failed.getString("runs[0].import.problem"))
        .contains("living-evidence.dailymed.most")
        .contains("release files");
  }
}
