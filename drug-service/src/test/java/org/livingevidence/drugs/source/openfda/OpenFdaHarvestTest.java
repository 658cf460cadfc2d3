package org.livingevidence.drugs.source.openfda;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

/// Harvests of an openFDA that behaves, with real labels.
@DrugServiceTest
class OpenFdaHarvestTest {
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

  private List<Asked> searches() {
    return server.asked().stream().filter(asked -> !fetches(asked)).toList();
  }

  private static boolean fetches(Asked asked) {
    return asked.field("search").startsWith("set_id:");
  }

  @Test
  void whatAQueryFindsIsTurnedPageByPageAndImported() {
    JsonPath done =
        Harvested.done(
            Map.of("source", "openfda", "query", "openfda.product_type:prescription"), "finished");

    assertThat(done.getString("id")).startsWith("d-");
    assertThat(done.getString("source")).isEqualTo("openfda");
    assertThat(done.getInt("runs[0].found")).isEqualTo(24);
    assertThat(done.getString("runs[0].warnings")).isNull();
    assertThat(done.getInt("runs[0].import.counts.rejected")).isZero();
    assertThat(Harvested.sum(done)).isEqualTo(24);
    for (String setId : openFda.setIds()) {
      As.reader().get("/api/v1/labels/" + setId).then().statusCode(200);
    }
    // Each page begins where the one before ended, whoever's address that was said in
    assertThat(searches()).hasSize(3);
    assertThat(searches()).noneMatch(asked -> asked.form().containsKey("skip"));
    assertThat(searches().stream().map(asked -> asked.field("search_after")))
        .element(1)
        .asString()
        .startsWith("0=1;1=");
    // The key stands in no address
    String key =
        Base64.getEncoder()
            .encodeToString((SourcesResource.KEY + ":").getBytes(StandardCharsets.UTF_8));
    assertThat(server.asked())
        .allMatch(asked -> List.of("Basic " + key).equals(asked.headers().get("Authorization")))
        .noneMatch(asked -> asked.uri().toString().contains(SourcesResource.KEY));
  }

  @Test
  void whereNoNextPageIsNamedTheyAreCounted() {
    openFda.namesNoNextPage();

    JsonPath done = Harvested.done(Map.of("source", "openfda", "query", "counted"), "finished");

    assertThat(done.getInt("runs[0].found")).isEqualTo(24);
    assertThat(searches().stream().map(asked -> asked.field("skip")))
        .containsExactly("", "10", "20");
  }

  @Test
  void nothingFoundIsAnAnswer() {
    server.answer(FakeOpenFda.NONE);
    JsonPath done = Harvested.done(Map.of("source", "openfda", "query", "nobody"), "finished");
    assertThat(done.getInt("runs[0].found")).isZero();
    assertThat(Harvested.sum(done)).isZero();
  }

  @Test
  void setIdsAreFetchedInTheirOrderAndWhatOpenFdaDoesNotHaveIsSaid() {
    List<String> wanted =
        openFda.setIds().stream().limit(3).sorted((a, b) -> b.compareTo(a)).toList();
    openFda.remove(wanted.get(1));

    JsonPath done = Harvested.done(Map.of("source", "openfda", "setIds", wanted), "finished");

    assertThat(done.getString("name")).isEqualTo("3 set ids");
    assertThat(done.getList("setIds")).isEqualTo(wanted);
    var outcomes = Harvested.outcomes(done);
    assertThat(outcomes)
        .extracting(outcome -> String.valueOf(outcome.get("record")).split(" ")[0])
        .isEqualTo(wanted);
    assertThat(outcomes.get(1)).containsEntry("outcome", "rejected");
    assertThat(outcomes.get(1).get("reason")).asString().contains("gives no label of this set id");
    assertThat(searches()).isEmpty();
  }

  @Test
  void aFurtherRunAsksForWhatIsInForceSinceWithAnOverlap() {
    String id =
        Harvested.create(Map.of("source", "openfda", "query", "a:b+AND+c:d", "every", "P7D"));
    Harvested.ended(id, "finished");
    server.forget();

    Harvested.again(id);

    JsonPath done = Harvested.ended(id, "finished");
    assertThat(done.getInt("runs[0].n")).isEqualTo(2);
    assertThat(done.getInt("runs[0].found")).isZero();
    String since = done.getString("runs[0].since").replace("-", "");
    assertThat(java.time.LocalDate.parse(done.getString("runs[0].since")))
        .isBefore(java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(80));
    assertThat(searches().getFirst().field("search"))
        .isEqualTo("(a:b AND c:d) AND effective_time:[" + since + " TO 29991231]");
  }

  @Test
  void aVersionThatIsNotHeldYetTakesItsPlaceInTheHistory() {
    FakeOpenFda first = new FakeOpenFda("openfda-label-versions", 1);
    FakeOpenFda later = new FakeOpenFda("openfda-label-versions", 3);
    String setId = first.setIds().iterator().next();
    server.answer(later::answer);
    var wanted = Map.of("source", "openfda", "setIds", List.of(setId));
    JsonPath newest = Harvested.done(wanted, "finished");
    server.answer(first::answer);

    JsonPath older = Harvested.done(wanted, "finished");

    String version = first.record(setId).path("version").asText();
    assertThat(Harvested.outcomes(newest).getFirst().get("record"))
        .isNotEqualTo(setId + " version " + version);
    assertThat(Harvested.outcomes(older).getFirst())
        .containsEntry("record", setId + " version " + version);
    As.reader().get("/api/v1/labels/" + setId + "/versions/" + version).then().statusCode(200);
    assertThat(As.reader().get("/api/v1/labels/" + setId).jsonPath().getInt("version"))
        .isGreaterThan(Integer.parseInt(version));
  }

  @Test
  void whatIsNoHarvestIsRefusedWithEveryReason() {
    var answer =
        As.with("importer")
            .body(
                Map.of(
                    "source", "openfda", "setIds", List.of("12a"), "history", true, "every", "P1D"))
            .post("/api/v1/harvests");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.jsonPath().getList("errors.field"))
        .containsExactly("setIds[0]", "history", "every");
    var unknown = As.with("importer").body(Map.of("query", "x")).post("/api/v1/harvests");
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.jsonPath().getString("errors[0].reason"))
        .isEqualTo("must be one of dailymed, openfda");
    As.with("importer").get("/api/v1/harvests/d-nothing").then().statusCode(404);
  }

  @Test
  void anotherImportersHarvestIsNotFoundAndAnOperatorSeesAll() {
    String id = Harvested.create(Map.of("source", "openfda", "query", "mine"));
    Harvested.ended(id, "finished");
    As.with("operator").get("/api/v1/harvests/" + id).then().statusCode(200);
    assertThat(As.with("operator").get("/api/v1/harvests").jsonPath().getList("items.id"))
        .contains(id);
    As.with("importer").delete("/api/v1/harvests/" + id).then().statusCode(204);
    As.with("importer").get("/api/v1/harvests/" + id).then().statusCode(404);
  }
}
