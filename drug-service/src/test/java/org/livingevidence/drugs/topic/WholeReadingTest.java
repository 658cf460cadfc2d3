package org.livingevidence.drugs.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.TopicPublisher;

/// Lost offsets, a topic created anew and lost tombstones are noticed, and what was missed is made
/// good (I13).
@DrugServiceTest
class WholeReadingTest {
  private static final int PARTITIONS = 3;

  private final TopicPublisher citationService = new TopicPublisher();

  @Inject WholeReading wholeReading;
  @Inject TopicStore store;
  @Inject DataSource database;

  @BeforeEach
  void aTopicThatIsThereAndGhostsThatAreNot() {
    citationService.changed(1, TopicPublisher.condition("D940001", "Kept disease"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(deleted("D940001")).isFalse());
    run(
        """
        insert into topic (id, version, data_schema, content_hash, deleted, condition, same_as,
                           broader, narrower, partition)
        select 'GHOST' || p, 1, 'x', 'x', false, true, '{}', '{}', '{}', p
          from generate_series(0, 2) as p
        on conflict (id) do update set deleted = false
        """);
  }

  @AfterEach
  void close() {
    citationService.close();
  }

  @Test
  void whatIsStoredIsGoneOnFrom() {
    assertThat(goOn(0)).isEqualTo(place(0).nextOffset());
    assertThat(deleted("GHOST0")).isFalse();
  }

  @Test
  void aTopicCreatedAnewIsReadWholeAndGhostsAreSwept() {
    run("update topic_source set topic_id = 'another', next_offset = 7000000");

    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(goOn(partition)).isLessThan(7_000_000);
      assertThat(deleted("GHOST" + partition)).isTrue();
      assertThat(place(partition).topicId()).isNotEqualTo("another");
    }
    assertThat(deleted("D940001")).isFalse();
  }

  @Test
  void anOffsetOutsideTheLogLeadsToAWholeReading() {
    run("update topic_source set next_offset = 7000000");

    assertThat(goOn(1)).isLessThan(7_000_000);
    assertThat(deleted("GHOST1")).isTrue();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      goOn(partition);
    }
  }

  @Test
  void aLongAbsenceByTheBrokersTimeLeadsToAWholeReading() throws SQLException {
    int partition = partitionOf("D940001");
    run(
        "update topic_source set next_offset = 0, last_broker_time = now() - interval '40 days'"
            + " where partition = "
            + partition);

    goOn(partition);

    assertThat(deleted("GHOST" + partition)).isTrue();
    assertThat(deleted("D940001")).isFalse();
  }

  private long goOn(int partition) {
    var place = new TopicPartition(TopicPublisher.TOPIC, partition);
    Long offset = wholeReading.whereToGoOn(List.of(place)).get(place);
    assertThat(offset).isNotNull();
    return offset == null ? -1 : offset;
  }

  private TopicStore.Place place(int partition) {
    var place = QuarkusTransaction.requiringNew().call(() -> store.place(partition));
    assertThat(place).isNotNull();
    return java.util.Objects.requireNonNull(place);
  }

  private void run(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Boolean deleted(String id) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select deleted from topic where id = ?")) {
      statement.setString(1, id);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getBoolean(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int partitionOf(String id) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select partition from topic where id = ?")) {
      statement.setString(1, id);
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getInt(1);
      }
    }
  }
}
