package org.livingevidence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Imports do not delay people, and nothing grows without a bound: I6, I20.
class LaneTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private final Things things = new Things();

  @AfterEach
  void stop() {
    things.close();
  }

  /// One import's worth of things in the bulk lane.
  private void fill(int number) {
    things.write(
        (connection, outbox) -> {
          List<String> ids = new ArrayList<>();
          for (int i = 0; i < number; i++) {
            ids.add("bulk" + i);
          }
          List<Change> changes = new ArrayList<>();
          for (LockedAggregate thing : outbox.lockAll("thing", ids).values()) {
            changes.add(new Change(thing, Kind.CHANGED, List.of(), Lane.BULK));
          }
          try (var statement = connection.createStatement()) {
            statement.execute(
                """
                insert into thing select id, jsonb_build_object('id', id, 'text', 'imported')
                  from outbox_aggregate where id like 'bulk%'
                on conflict (id) do nothing
                """);
          }
          return outbox.append(changes);
        });
  }

  @Test
  void anInteractiveChangeOvertakesAnImport() {
    things.set("bulk-rows", "10");
    fill(2000);
    things.relay();
    await().atMost(LONG).untilAsserted(() -> assertThat(things.waiting()).isLessThan(1990));

    EventId mine = things.put("mine", "now");

    await().atMost(LONG).untilAsserted(() -> assertThat(things.waiting()).isZero());
    List<Things.Seen> events = things.events();
    long mineAt =
        events.stream()
            .filter(event -> event.version() == mine.version() && event.id().equals("mine"))
            .findFirst()
            .orElseThrow()
            .appended();
    long after = events.stream().filter(event -> event.appended() > mineAt).count();
    assertThat(after).as("events of the import that came after mine").isPositive();
    assertThat(events).hasSize(2001);
  }

  @Test
  void theBulkLanePausesWhileTheReadersLagAndGoesOnAfter() throws Exception {
    String group = "group-of-" + things.topic;
    things.set("lag-group", group).set("lag-limit", "100").set("lag-interval", "100ms");
    things.set("bulk-rows", "50");
    commitOffsets(group, 0);
    things.relay();
    fill(2000);
    await().atMost(LONG).untilAsserted(() -> assertThat(things.events()).hasSizeGreaterThan(100));

    things.put("mine", "now");

    await().atMost(LONG).untilAsserted(() -> assertThat(things.state()).containsKey("mine"));
    assertThat(things.waiting()).as("still waiting for the readers").isPositive();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              commitOffsets(group, 1_000_000);
              assertThat(things.waiting()).isZero();
            });
  }

  private void commitOffsets(String group, long offset) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", things.stack().bootstrapServers()))) {
      admin
          .alterConsumerGroupOffsets(
              group,
              Map.of(
                  new TopicPartition(things.topic, 0), new OffsetAndMetadata(offset),
                  new TopicPartition(things.topic, 1), new OffsetAndMetadata(offset),
                  new TopicPartition(things.topic, 2), new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }

  @Test
  void aFullLaneSaysSoAndHasRoomAgainOnceItIsPublished() {
    Backlog backlog =
        new Backlog(
            things.database.dataSource(),
            Map.of(Lane.INTERACTIVE, 5L, Lane.BULK, 1_000L),
            Duration.ZERO);
    for (int i = 0; i < 5; i++) {
      things.put("t" + i, "x");
    }

    assertThatExceptionOfType(BacklogFullException.class)
        .isThrownBy(() -> backlog.requireCapacity(Lane.INTERACTIVE))
        .withMessageContaining("5 changes wait to be published in the interactive lane");
    backlog.requireCapacity(Lane.BULK);
    things.relay();

    await()
        .untilAsserted(
            () ->
                assertThatCode(() -> backlog.requireCapacity(Lane.INTERACTIVE))
                    .doesNotThrowAnyException());
  }
}
