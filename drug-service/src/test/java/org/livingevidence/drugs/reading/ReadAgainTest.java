package org.livingevidence.drugs.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
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
import org.livingevidence.drugs.drug.DrugBulk;
import org.livingevidence.drugs.drug.HeldDrugs;

@DrugServiceTest
class ReadAgainTest {
  private static final TopicPublisher TOPICS = new TopicPublisher();
  private static final String BEARING = "0f000000-0000-4000-8000-000000009800";
  private static final String OTHER = "0f000000-0000-4000-8000-000000009801";

  @Inject DataSource database;
  @Inject ReadingQueue queue;
  @Inject HeldDrugs drugs;
  @Inject DrugBulk bulk;

  @BeforeAll
  static void aCondition() {
    TOPICS.changed(1, TopicPublisher.condition("D970001", "Resin Lung"));
  }

  @AfterAll
  static void close() {
    TOPICS.close();
  }

  @Test
  void aNewNameIsReadInTheLabelsThatBearItAndNoOtherIsReadAgain() throws Exception {
    // Given
    ReadingTest.label(
        "lacquermab", BEARING, 1, "Lacquermab is indicated for the treatment of lacquer fever.");
    ReadingTest.label(
        "shellacmab", OTHER, 1, "Shellacmab is indicated for the treatment of resin lung.");
    eventually(() -> assertThat(indications("shellacmab")).contains("D970001"));
    eventually(() -> assertThat(text("names", BEARING)).isNotEmpty());
    assertThat(text("found", OTHER)).contains("D970001");
    forget(OTHER); // which another reading would find again
    // When
    TOPICS.changed(1, TopicPublisher.condition("D970002", "Lacquer Fever"));
    // Then
    eventually(() -> assertThat(indications("lacquermab")).contains("D970002"));
    eventually(() -> assertThat(text("names", OTHER)).isEqualTo(text("names", BEARING)));
    assertThat(text("found", OTHER)).isEqualTo("[]");
    // When the label itself comes anew with another text
    ReadingTest.label(
        "shellacmab", OTHER, 2, "Shellacmab is indicated for the prevention of resin lung.");
    // Then
    eventually(() -> assertThat(indications("shellacmab")).contains("prevention of resin lung"));
  }

  @Test
  void aDrugThatIsEnteredFollowsItsLabelsOnceMoreSinceOneMayBeReadAtThatMoment() {
    ReadingTest.drug("varnishumab");
    QuarkusTransaction.begin();
    try {
      var unused = queue.drugs(Integer.MAX_VALUE);
      var drug = List.copyOf(drugs.drugs(List.of("varnishumab")).values());
      assertThat(bulk.putAll(drug)).hasSize(1);
      assertThat(queue.drugs(Integer.MAX_VALUE)).contains("varnishumab");
    } finally {
      QuarkusTransaction.rollback(); // what was taken of the queue stays there
    }
  }

  @Test
  void anotherLeastConfidenceMakesAllDrugsFollowOnce() {
    ReadingTest.drug("shellacumab");
    QuarkusTransaction.begin();
    try {
      var unused = queue.drugs(Integer.MAX_VALUE);
      assertThat(queue.followBut(new BigDecimal("0.31"))).isPositive();
      assertThat(queue.drugs(Integer.MAX_VALUE)).contains("shellacumab");
      assertThat(queue.followBut(new BigDecimal("0.310"))).isZero();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private static String indications(String drug) {
    return As.reader().get("/api/v1/drugs/" + drug + "/indications").asString();
  }

  private String text(String column, String setId) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select " + column + "::text from label_reading where set_id = ?")) {
      select.setString(1, setId);
      try (var row = select.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  private void forget(String setId) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement("update label_reading set found = '[]' where set_id = ?")) {
      update.setString(1, setId);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(90, TimeUnit.SECONDS).untilAsserted(holds);
  }
}
