package org.livingevidence.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.SortedMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The drill of the operator's handbook: an owner's database is put back to a backup, and the views
/// come to say what they said then, with nothing lost, doubled or left over (I2, I8, I10). What
/// `verify` says is held against differences planted on purpose.
class RestoreDrillTest {

  @Test
  void viewsConvergeToARestoredDatabaseAndVerifyTellsEveryPlantedDifference() throws Exception {
    try (RunningStack stack = RunningStack.startWithSamples("restored")) {
      StackApi api = new StackApi(stack);
      Databases databases = new Databases(stack);
      SortedMap<String, String> then = api.contentAtRest();
      assertVerified(stack);
      databases.backUp("drug");
      stack.awaitService("drug-service");

      write(api, "PUT", "/api/v1/drugs/after-the-backup", lateDrug(then.firstKey()));
      write(api, "DELETE", "/api/v1/drugs/anakinra", "");
      assertThat(api.contentAtRest()).as("before the restore").isNotEqualTo(then);
      assertVerified(stack);

      databases.restore("drug");
      stack.awaitService("drug-service");
      awaitEpoch(stack, api, 2);
      assertThat(api.contentAtRest()).as("after the restore").isEqualTo(then);
      assertVerified(stack);

      plantDifferences(databases);
      RunningStack.Finished verified = verify(stack);
      assertThat(verified.exitCode()).as(verified.output()).isEqualTo(1);
      assertThat(verified.output())
          .contains("altered: drug ")
          .contains("version: topic ")
          .contains("missing: drug canakinumab.")
          .contains("ghost: citation pmid:999999999.")
          .contains("links: condition ")
          .contains("counters: condition ");

      rebuild(api);
      assertThat(api.contentAtRest()).as("after a rebuild").isEqualTo(then);
      assertVerified(stack);
    }
  }

  private static String lateDrug(String condition) {
    return """
    {"name": "after-the-backup", "indications": [{"condition": {"id": "%1$s", "name": "%1$s"},
      "jurisdiction": "EU", "status": "not-searched"}]}
    """
        .formatted(condition);
  }

  private static void write(StackApi api, String method, String path, String body) {
    // The pool of a service that was cut off may answer 503 until it has looked.
    Awaitility.await(method + " " + path)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              var answer = api.send(method, path, "application/json", body.getBytes(UTF_8));
              assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            });
  }

  private static void awaitEpoch(RunningStack stack, StackApi api, int epoch) {
    Awaitility.await("the relay has noticed that its database was restored")
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              JsonNode outbox =
                  api.get(
                      URI.create("http://127.0.0.1:" + (stack.portBase() + 2) + "/api/v1/outbox"));
              assertThat(outbox.path("epoch").asInt()).as(outbox.toString()).isEqualTo(epoch);
              assertThat(outbox.path("restoring").asBoolean()).isFalse();
            });
  }

  private static void plantDifferences(Databases databases) throws Exception {
    String g = "g" + databases.one("gateway", "select generation from projector") + ".";
    databases.execute(
        "gateway",
        "update "
            + g
            + "drug set data = jsonb_set(data, '{name}', '\"Another\"')"
            + " where id = (select min(id) from "
            + g
            + "drug where not deleted)",
        "update "
            + g
            + "topic set version = version - 1"
            + " where id = (select min(id) from "
            + g
            + "topic where not deleted)",
        "delete from " + g + "drug where id = 'canakinumab'",
        "create temp table ghost as select * from " + g + "citation where not deleted limit 1",
        "update ghost set id = 'pmid:999999999',"
            + " data = jsonb_set(data, '{id}', '\"pmid:999999999\"')",
        "insert into " + g + "citation select * from ghost",
        "delete from "
            + g
            + "condition_citation where ctid ="
            + " (select min(ctid) from "
            + g
            + "condition_citation)");
  }

  private static RunningStack.Finished verify(RunningStack stack) throws Exception {
    return stack.evidence(
        "verify", "--port-base", Integer.toString(stack.portBase()), "--patience", "3");
  }

  private static void assertVerified(RunningStack stack) throws Exception {
    RunningStack.Finished verified = verify(stack);
    assertThat(verified.output()).contains("Everything is as the owners have it.");
    assertThat(verified.exitCode()).isZero();
  }

  private static void rebuild(StackApi api) throws Exception {
    int generation = api.get("/api/v1/projection").path("generation").asInt();
    write(api, "POST", "/api/v1/projection/rebuilds", "{\"reason\": \"a drill\"}");
    Awaitility.await("the rebuilt generation is live")
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/projection").path("generation").asInt())
                    .isGreaterThan(generation));
  }
}
