package org.livingevidence.drugs.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.TopicPublisher;

@DrugServiceTest
class UnreadLabelTest {
  private static final TopicPublisher TOPICS = new TopicPublisher();
  private static final String FAULTY = "0f000000-0000-4000-8000-000000009700";
  private static final String NEXT = "0f000000-0000-4000-8000-000000009701";

  @Inject ReadingQueue queue;
  @Inject DataSource database;

  @BeforeAll
  static void aCondition() {
    TOPICS.changed(1, TopicPublisher.condition("D960001", "Slate Fever"));
  }

  @AfterAll
  static void close() {
    TOPICS.close();
  }

  @Test
  void aLabelThatTheRulesFailOverIsSetAsideAndToldAndTheOthersAreRead() throws SQLException {
    // Given
    ReadingTest.label("slatemab", FAULTY, 1, "Slatemab is indicated for slate fever.");
    eventually(() -> assertThat(standing("slatemab")).contains("D960001"));
    // When a reference that no end of stack suffices for
    ReadingTest.label(
        "slatemab",
        FAULTY,
        2,
        "Slatemab is indicated for slate fever (1" + ", 1".repeat(50_000) + ").");
    ReadingTest.label("slatesol", NEXT, 1, "Slatesol is indicated for slate fever.");
    // Then
    eventually(() -> assertThat(standing("slatesol")).contains("D960001"));
    eventually(
        () -> {
          var unread = As.reader().get("/api/v1/drugs/slatemab/readings").jsonPath();
          assertThat(unread.getList("unread.setId")).containsExactly(FAULTY);
          assertThat(unread.getInt("unread[0].version")).isEqualTo(2);
          assertThat(unread.getString("unread[0].fault")).startsWith("StackOverflowError");
          assertThat(unread.getBoolean("unread[0].readBefore")).isTrue();
        });
    assertThat(As.reader().get("/api/v1/labels/unread").jsonPath().getList("items.setId"))
        .contains(FAULTY)
        .doesNotContain(NEXT);
    assertThat(standing("slatemab")).contains("D960001");
    // And it is not tried for ever
    eventually(
        () -> {
          String names = names();
          assertThat(again(names)).doesNotContain(FAULTY);
          assertThat(again("other")).contains(FAULTY);
        });
    // When
    ReadingTest.label("slatemab", FAULTY, 3, "Slatemab is indicated for slate fever.");
    // Then
    eventually(
        () ->
            assertThat(
                    As.reader().get("/api/v1/drugs/slatemab/readings").jsonPath().getList("unread"))
                .isEmpty());
  }

  /// The names with which it failed.
  private String names() throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement("select names from label_unread where set_id = ?")) {
      select.setString(1, FAULTY);
      try (var row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getString(1);
      }
    }
  }

  /// The labels that would be read for these names; it is taken back, so that nobody else sees it.
  private List<String> again(String names) {
    var again = new ArrayList<String>();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          var waiting = queue.labels(10_000);
                          int added = queue.readBut(names);
                          queue.labels(10_000).forEach(due -> again.add(due.setId()));
                          assertThat(again).as("beside %s", waiting).hasSize(added);
                          throw new IllegalStateException("taken back");
                        }))
        .hasMessage("taken back");
    return again;
  }

  private static String standing(String drug) {
    return As.reader().get("/api/v1/drugs/" + drug + "/indications").asString();
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(90, TimeUnit.SECONDS).untilAsserted(holds);
  }
}
