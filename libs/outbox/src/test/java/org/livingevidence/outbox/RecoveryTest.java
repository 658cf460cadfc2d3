package org.livingevidence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the owner does when it or Kafka has lost something: I2, I5, I6, I8, I10, I13.
class RecoveryTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private final Things things = new Things();

  @AfterEach
  void stop() {
    things.close();
  }

  private void settled() {
    await().atMost(LONG).untilAsserted(() -> assertThat(things.waiting()).isZero());
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        things.number(
                            """
                            select (select count(*) from outbox_reemission)
                                 + (select count(*) from outbox_restoration)
                            """))
                    .isZero());
  }

  /// The tables as a backup has them.
  private void backUp() {
    things.execute(
        """
        create schema backup;
        create table backup.thing as select * from thing;
        create table backup.outbox as select * from outbox;
        create table backup.outbox_aggregate as select * from outbox_aggregate;
        create table backup.outbox_published as select * from outbox_published;
        create table backup.outbox_partition as select * from outbox_partition;
        create table backup.outbox_epoch as select * from outbox_epoch;
        """);
  }

  private void restore() {
    things.execute(
        """
        truncate thing, outbox, outbox_aggregate, outbox_published, outbox_partition, outbox_epoch;
        insert into thing select * from backup.thing;
        insert into outbox overriding system value select * from backup.outbox;
        insert into outbox_aggregate select * from backup.outbox_aggregate;
        insert into outbox_published select * from backup.outbox_published;
        insert into outbox_partition select * from backup.outbox_partition;
        insert into outbox_epoch select * from backup.outbox_epoch;
        """);
  }

  @Test
  void aRestoredDatabaseIsRecognisedAndItsReadersFollowItWithoutGhosts() {
    // Given a backup, and after it changes, a creation and a deletion that were published
    things.relay();
    things.put("kept", "old");
    things.put("deleted later", "old");
    settled();
    things.close();
    backUp();
    things.relay();
    EventId lost = things.put("kept", "lost with the database");
    things.put("ghost", "created after the backup");
    things.delete("deleted later");
    settled();
    things.close();

    // When the database is restored, somebody writes at once, and a relay starts
    restore();
    EventId reused = things.put("kept", "written after the restore");
    assertThat(reused.version()).isEqualTo(lost.version());
    things.relay();
    settled();

    // Then readers hold what the database holds, by versions above all they knew
    assertThat(things.state())
        .isEqualTo(Map.of("kept", "written after the restore", "deleted later", "old"));
    List<Things.Seen> events = things.events();
    RaceTest.assertFirstOccurrencesAscend(events);
    Map<String, Long> newest = new HashMap<>();
    events.forEach(event -> newest.put(event.id(), event.version()));
    assertThat(newest.values()).allSatisfy(v -> assertThat(Version.epoch(v)).isEqualTo(2));
    assertThat(things.events("ghost").getLast().text()).isEqualTo("†");
    assertThat(things.put("ghost", "born again").version()).isGreaterThan(newest.get("ghost"));
    settled();
    assertThat(things.state()).containsEntry("ghost", "born again");
  }

  @Test
  void aLostVersionThatWasWrittenAgainBeforeTheRelayLookedIsRecognised() {
    // Given one change after the backup, published, and nothing else that would betray the restore
    things.relay();
    things.put("kept", "old");
    settled();
    things.close();
    backUp();
    things.relay();
    EventId lost = things.put("kept", "lost with the database");
    settled();
    things.close();

    // When the restored database gives the same version to another content before a relay looks
    restore();
    EventId reused = things.put("kept", "written after the restore");
    assertThat(reused.version()).isEqualTo(lost.version());
    things.relay();
    settled();

    // Then it reaches readers under a new epoch, above what they know
    assertThat(things.state()).isEqualTo(Map.of("kept", "written after the restore"));
    assertThat(Version.epoch(things.events("kept").getLast().version())).isEqualTo(2);
  }

  @Test
  void aSecondRestoreOfTheSameBackupRaisesTheEpochAboveTheFirst() {
    things.relay();
    things.put("a", "old");
    settled();
    things.close();
    backUp();
    for (int time = 1; time <= 2; time++) {
      things.relay();
      things.put("a", "new " + time);
      settled();
      things.close();
      restore();
      things.relay();
      int epoch = time + 1;
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(things.number("select epoch from outbox_epoch")).isEqualTo(epoch));
      settled();
      assertThat(things.state()).isEqualTo(Map.of("a", "old"));
      things.close();
    }
    RaceTest.assertFirstOccurrencesAscend(things.events());
  }

  @Test
  void anOperatorsWordThatTheDatabaseWasRestoredRaisesTheEpochBehindEveryWriter() throws Exception {
    things.relay();
    things.put("a", "one");
    settled();
    try (var writer = things.database.connect()) {
      // Given a writer that has seen the old epoch
      writer.setAutoCommit(false);
      Things.upsert(writer, "slow", "x");
      EventId old =
          OutboxTransaction.on(writer)
              .lock("thing", "slow")
              .changed(List.of("/text"), Lane.INTERACTIVE);
      assertThat(Version.epoch(old.version())).isEqualTo(1);

      things.execute("insert into outbox_restoration (reason) values ('test')");
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(
                          things.number(
                              """
                              select count(*) from pg_locks
                               where locktype = 'advisory' and objid = 1 and not granted
                              """))
                      .isPositive());
      writer.commit();
    }
    settled();

    assertThat(things.number("select min(version >> 40) from outbox_aggregate")).isEqualTo(2);
    assertThat(things.state()).isEqualTo(Map.of("a", "one", "slow", "x"));
    things.events("slow").forEach(e -> assertThat(Version.epoch(e.version())).isEqualTo(2));
    assertThat(Version.epoch(things.put("b", "later").version())).isEqualTo(2);
  }

  @Test
  void aReemissionRepeatsEverythingDeletionsIncludedAndResumesWhereARelayStopped() {
    things.set("bulk-rows", "7");
    for (int i = 0; i < 100; i++) {
      things.put("t" + i, "x" + i);
    }
    things.delete("t5");
    things.relay();
    settled();
    int before = things.events().size();
    things.execute("insert into outbox_reemission (type, reason) values ('thing', 'test')");
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(things.events().size()).isGreaterThan(before));
    things.close();
    long done = things.number("select coalesce(sum(published), 100) from outbox_reemission");
    assertThat(things.waiting()).as("it makes no outbox rows").isZero();

    things.relay();
    settled();

    List<Things.Seen> again = things.events();
    assertThat(again.size() - before).as("repeated, once done %d", done).isBetween(101, 101 + 7);
    RaceTest.assertFirstOccurrencesAscend(again);
    assertThat(things.state()).hasSize(99);
  }

  @Test
  void aRecreatedTopicIsFilledAgain() throws Exception {
    things.relay();
    things.put("a", "one");
    things.put("b", "two");
    settled();
    things.close();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", things.stack().bootstrapServers()))) {
      admin.deleteTopics(List.of(things.topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(things.topic));
    }
    things.stack().createTopics(List.of(things.topic), 3);

    things.relay();

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(things.state()).isEqualTo(Map.of("a", "one", "b", "two")));
    assertThat(things.number("select epoch from outbox_epoch")).isEqualTo(1);
  }

  @Test
  void aRaisedSchemaRevisionEmitsEverythingAgain() {
    things.relay();
    things.put("a", "one");
    settled();
    things.close();
    things.source = new ThingSource("thing", things.topic, "living-evidence:thing.v1.r2");

    things.relay();

    await().atMost(LONG).untilAsserted(() -> assertThat(things.events()).hasSize(2));
    assertThat(things.events().getLast().envelope().dataSchema()).endsWith(".r2");
  }

  @Test
  void writesGoOnWhileKafkaIsAwayAndTheBacklogDrainsAfter() {
    things.set("kafka-timeout", "2s");
    things.relay();
    things.put("a", "before");
    settled();
    things.stack().kafka().stop();
    try {
      for (int i = 0; i < 50; i++) {
        things.put("a", "during " + i);
        things.put("b" + i, "during");
      }
      assertThat(things.waiting()).isEqualTo(100);
    } finally {
      things.stack().kafka().start();
    }
    things.put("a", "after");

    settled();
    assertThat(things.state()).hasSize(51).containsEntry("a", "after");
    RaceTest.assertFirstOccurrencesAscend(things.events());
  }

  @Test
  void aRelayOutlivesARestartOfItsDatabase() {
    things.relay();
    things.put("a", "before");
    settled();

    things.stack().postgres().stop();
    things.stack().postgres().start();
    things.put("a", "after");

    settled();
    assertThat(things.state()).isEqualTo(Map.of("a", "after"));
  }
}
