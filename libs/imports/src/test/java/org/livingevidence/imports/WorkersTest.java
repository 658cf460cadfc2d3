package org.livingevidence.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livingevidence.imports.ImportClient.accepted;
import static org.livingevidence.imports.ImportClient.ended;
import static org.livingevidence.imports.ImportClient.job;
import static org.livingevidence.imports.ImportClient.lines;
import static org.livingevidence.imports.ImportClient.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.livingevidence.outbox.Outbox;
import org.livingevidence.teststack.LocalStackResource;
import org.livingevidence.teststack.TestStack;

/// Workers that die, race and lose their database (I4, I5, I7).
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.GLOBAL)
class WorkersTest {
  @Inject Rows rows;
  @Inject Intakes intakes;
  @Inject WorkStore jobs;
  @Inject SpoolStore spool;
  @Inject OutcomeStore outcomes;
  @Inject Sweep sweep;
  @Inject Outbox outbox;
  @Inject ImportsConfig config;
  @Inject ImportMetrics metrics;
  @Inject ObjectMapper json;

  /// Workers as another process of this service has them.
  private ImportWorkers otherProcess() {
    return new ImportWorkers(intakes, jobs, spool, outcomes, sweep, outbox, config, metrics, json);
  }

  @Test
  void anAbandonedImportIsResumedAndTheAbandonerFenced() {
    // Given a worker in the middle of its second chunk
    var gate = Gate.set();
    String id = accepted(send(lines("fence", 14, "one") + "fence-g gate\n" + "fence-z one\n"));
    gate.awaitReached();
    assertThat(job(id).getLong("records")).isEqualTo(10);

    // When its session is gone, as when its process is killed, and another one takes over
    var other = otherProcess();
    other.start();
    try {
      rows.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'imports' and datname = current_database()
          """);
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(rows.number("select max(claim) from import_job where id = ?", id))
                      .isEqualTo(2));
      gate.open();

      // Then every record was applied once in effect
      var job = ended(id, "finished");
      assertThat(job.getLong("records")).isEqualTo(16);
      assertThat(job.getLong("counts.created")).isEqualTo(16);
      assertThat(rows.number("select count(*) from line where id like 'fence%' and applied = 1"))
          .isEqualTo(16);
      assertThat(rows.number("select count(*) from outbox where aggregate_id like 'fence%'"))
          .isEqualTo(16);
    } finally {
      gate.open();
      other.stop();
    }
  }

  @Test
  void twoProcessesShareTheWorkAndApplyNothingTwice() {
    var other = otherProcess();
    other.start();
    try {
      // When
      var ids = new ArrayList<String>();
      for (int i = 0; i < 12; i++) {
        ids.add(accepted(send(lines("race-" + i + "-", 55, "one"))));
      }

      // Then
      for (String id : ids) {
        assertThat(ended(id, "finished").getLong("counts.created")).isEqualTo(55);
      }
      assertThat(rows.number("select count(*) from line where id like 'race-%' and applied = 1"))
          .isEqualTo(12 * 55);
    } finally {
      other.stop();
    }
  }

  @Test
  void anImportOutlivesItsDatabasesRestart() {
    var gate = Gate.set();
    String id =
        accepted(send(lines("restart", 25, "one") + "restart-g gate\n" + "restart-z one\n"));
    gate.awaitReached();

    // When
    TestStack.get().postgres().stop();
    gate.open();
    TestStack.get().postgres().start();

    // Then
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .ignoreException(AssertionError.class)
        .until(() -> "finished".equals(job(id).getString("state")));
    assertThat(job(id).getLong("counts.created")).isEqualTo(27);
    assertThat(rows.number("select count(*) from line where id like 'restart%' and applied = 1"))
        .isEqualTo(27);
  }

  @Test
  void aFileIsNotAcceptedWhileTheDatabaseIsAway() {
    // When
    TestStack.get().postgres().stop();
    Response refused;
    try {
      refused = send(lines("away", 5, "one"));
    } finally {
      TestStack.get().postgres().start();
    }

    // Then
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.jsonPath().getString("type")).endsWith("database-unavailable");
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> rows.number("select count(*) from line where id like 'away%'") == 0);
  }

  @Test
  void whatOutlivedItsRetentionIsSweptOut() throws Exception {
    String id = accepted(send(lines("sweep", 3, "one")));
    ended(id, "finished");
    rows.execute(
        "update import_job set ended_at = ended_at - interval '8 days' where id = '" + id + "'");

    // When
    sweep.sweep();

    // Then the body is gone and the outcomes are not
    assertThat(
            rows.number(
                "select count(*) from import_spool join import_job on number = job where id = ?",
                id))
        .isZero();
    assertThat(job(id).getLong("records")).isEqualTo(3);

    // When
    rows.execute(
        "update import_job set ended_at = ended_at - interval '90 days' where id = '" + id + "'");
    sweep.sweep();

    // Then
    assertThat(rows.number("select count(*) from import_job where id = ?", id)).isZero();
  }
}
