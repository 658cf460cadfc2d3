package org.livingevidence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Writers and relays against each other: I1, I2, I3, I5.
class RaceTest {
  private final Things things = new Things();

  @AfterEach
  void stop() {
    things.close();
  }

  @Test
  void aTransactionThatAllocatedEarlierAndCommitsLaterIsNotSkipped() throws Exception {
    things.relay();
    try (var late = things.database.connect()) {
      late.setAutoCommit(false);
      Things.upsert(late, "late", "one");
      OutboxTransaction.on(late).lock("thing", "late").changed(List.of("/text"), Lane.INTERACTIVE);
      things.put("early", "one");
      await().untilAsserted(() -> assertThat(things.state()).containsKey("early"));

      late.commit();
    }

    await()
        .untilAsserted(
            () -> assertThat(things.state()).isEqualTo(Map.of("early", "one", "late", "one")));
  }

  @Test
  void twoRelaysThatTakeOverFromEachOtherPublishEverythingInOrder() throws Exception {
    Random random = new Random(7);
    Map<String, String> expected = new HashMap<>();
    AtomicBoolean writing = new AtomicBoolean(true);
    Relay first = things.relay();
    things.relay();
    Thread killer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (writing.get()) {
                    things.execute(
                        """
                        select pg_terminate_backend(l.pid) from pg_locks l
                         where l.locktype = 'advisory' and l.objid = 2 and l.granted
                           and l.database =
                             (select oid from pg_database where datname = current_database())
                        """);
                    pause(300);
                  }
                });
    for (int i = 0; i < 600; i++) {
      String id = "t" + random.nextInt(20);
      if (expected.containsKey(id) && random.nextInt(5) == 0) {
        things.delete(id);
        expected.remove(id);
      } else {
        things.put(id, "text " + i);
        expected.put(id, "text " + i);
      }
    }
    writing.set(false);
    killer.join();

    await()
        .atMost(java.time.Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(things.waiting()).isZero());
    assertThat(things.state()).isEqualTo(expected);
    assertFirstOccurrencesAscend(things.events());
    assertThat(first).isNotNull();
  }

  @Test
  void writersOfTheSameAggregatesGetAscendingVersionsWhateverOrderTheyNameThemIn()
      throws Exception {
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      int writer = w;
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    Random random = new Random(writer);
                    for (int i = 0; i < 50; i++) {
                      List<String> ids = new ArrayList<>(List.of("x", "y", "z"));
                      java.util.Collections.shuffle(ids, random);
                      things.write(
                          (connection, outbox) -> {
                            List<Change> changes = new ArrayList<>();
                            for (LockedAggregate thing : outbox.lockAll("thing", ids).values()) {
                              Things.upsert(connection, thing.id(), "by " + writer);
                              changes.add(new Change(thing, Kind.CHANGED, List.of(), Lane.BULK));
                            }
                            return outbox.append(changes);
                          });
                    }
                  }));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(things.number("select count(*) from outbox")).isEqualTo(600);
    assertThat(things.number("select min(version & 1023) from outbox_aggregate")).isEqualTo(200);
  }

  static void assertFirstOccurrencesAscend(List<Things.Seen> events) {
    Map<String, Long> newest = new HashMap<>();
    Map<String, String> hashes = new HashMap<>();
    for (Things.Seen event : events) {
      String version = event.id() + "/" + event.version();
      String hash = event.envelope().contentHash();
      assertThat(hashes.merge(version, hash, (one, other) -> one))
          .as("the content of %s", version)
          .isEqualTo(hash);
      assertThat(event.version())
          .as("the version after %s of %s", newest.get(event.id()), event.id())
          .isGreaterThanOrEqualTo(newest.getOrDefault(event.id(), 0L));
      newest.put(event.id(), event.version());
    }
  }

  private static void pause(long millis) {
    java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000);
  }
}
