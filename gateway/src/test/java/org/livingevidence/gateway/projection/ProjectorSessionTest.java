package org.livingevidence.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.livingevidence.gateway.intake.Source.CITATIONS;
import static org.livingevidence.gateway.intake.Source.TOPICS;
import static org.livingevidence.gateway.projection.TestEvents.changed;
import static org.livingevidence.gateway.projection.TestEvents.citation;
import static org.livingevidence.gateway.projection.TestEvents.condition;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.projection.TestStore.Hand;

/// Election and fencing: I11.
class ProjectorSessionTest {
  private final TestStore store = new TestStore();

  @Test
  void onlyOneIsElected() throws Exception {
    try (ProjectorSession first = store.elect()) {
      assertThat(first.epoch()).isEqualTo(1);
      assertThat(ProjectorSession.elect(store.connections(), Duration.ofSeconds(5))).isNull();
    }
    try (ProjectorSession second = store.elect()) {
      assertThat(second.epoch()).isEqualTo(2);
    }
  }

  @Test
  void whoseEpochIsOverWritesNothing() throws Exception {
    try (Hand stopped = Hand.live(store)) {
      stopped.apply(changed(TOPICS, 1, condition("A", "Arthritis", "C05.1")));

      // When another was elected, as after a stop that outlasted the session
      store.execute("update projector set epoch = epoch + 1");

      assertThatThrownBy(
              () -> stopped.apply(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "A"))))
          .isInstanceOf(FencedException.class);
      assertThatThrownBy(() -> stopped.session().heartbeat()).isInstanceOf(FencedException.class);
    }
    assertThat(store.query("select 1 from g1.citation")).isEmpty();
    assertThat(store.query("select position from projector")).containsExactly("1");
  }

  @Test
  void aSilentSessionLosesTheRoleToTheNext() throws Exception {
    try (ProjectorSession silent =
        Objects.requireNonNull(
            ProjectorSession.elect(store.connections(), Duration.ofMillis(300)))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                try (ProjectorSession next =
                    ProjectorSession.elect(store.connections(), Duration.ofSeconds(5))) {
                  assertThat(next).isNotNull();
                }
              });
      assertThatThrownBy(silent::heartbeat).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void aTransactionThatStandsStillIsEndedAndHoldsNobodyUp() throws Exception {
    try (ProjectorSession stopped =
        Objects.requireNonNull(
            ProjectorSession.elect(store.connections(), Duration.ofMillis(300)))) {
      // Given one that is stopped inside a transaction, with the projector's row locked
      assertThatThrownBy(
              () ->
                  stopped.inTransaction(
                      1,
                      transaction -> {
                        stopped.moveTo(99);
                        await()
                            .atMost(Duration.ofSeconds(30))
                            .until(
                                () ->
                                    store
                                        .query(
                                            "select 1 from pg_stat_activity where application_name"
                                                + " = 'gateway-projector' and datname = current_database()")
                                        .isEmpty());
                        return true;
                      }))
          .isInstanceOf(SQLException.class);
    }

    // Then the next one finds the role free and nothing written
    try (Hand next = Hand.live(store)) {
      next.apply(changed(TOPICS, 1, condition("A", "Arthritis", "C05.1")));
    }
    assertThat(store.query("select position from projector")).containsExactly("1");
  }
}
