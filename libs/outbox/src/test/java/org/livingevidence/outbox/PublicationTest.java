package org.livingevidence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is published, and how it looks: I1, I2, I3, I10.
class PublicationTest {
  private static final long EPOCH_1 = 1L << 40;

  private final Things things = new Things();

  @AfterEach
  void stop() {
    things.close();
  }

  @Test
  void aChangeIsPublishedWithItsEnvelope() {
    things.relay();

    EventId id = things.put("a/b", "one");

    await().untilAsserted(() -> assertThat(things.events()).hasSize(1));
    EventEnvelope envelope = things.events().getFirst().envelope();
    assertThat(envelope.id()).isEqualTo(id);
    assertThat(envelope.id().toString())
        .isEqualTo("living-evidence.thing.changed.v1/a/b/" + (EPOCH_1 + 1));
    assertThat(EventId.parse(id.toString())).isEqualTo(id);
    assertThat(envelope.source()).isEqualTo("/" + things.topic);
    assertThat(envelope.previousVersion()).isZero();
    assertThat(envelope.changedPaths()).containsExactly("/text");
    assertThat(
            new String(
                things.records().getFirst().value(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":\"a/b\",\"text\":\"one\"}");
    assertThat(envelope.contentHash())
        .isEqualTo(ContentHash.ofCanonical(things.records().getFirst().value()));
    await().untilAsserted(() -> assertThat(things.waiting()).isZero());
  }

  @Test
  void waitingChangesOfOneAggregateBecomeOneEventWithTheUnionOfTheirPaths() {
    things.put("a", "one", Lane.BULK, "/text");
    things.put("a", "two", Lane.INTERACTIVE, "/text", "/name");
    EventId last = things.put("a", "three", Lane.BULK, "/size");

    things.relay();

    await().untilAsserted(() -> assertThat(things.waiting()).isZero());
    assertThat(things.events()).hasSize(1);
    Things.Seen event = things.events().getFirst();
    assertThat(event.version()).isEqualTo(last.version());
    assertThat(event.text()).isEqualTo("three");
    assertThat(event.envelope().changedPaths())
        .containsExactlyInAnyOrder("/text", "/name", "/size");
  }

  @Test
  void anUnstatedPathMakesTheUnionUnstated() {
    things.put("a", "one", Lane.BULK, "/text");
    things.put("a", "two", Lane.BULK);
    things.put("a", "three", Lane.BULK, "/text");

    things.relay();

    await().untilAsserted(() -> assertThat(things.events()).hasSize(1));
    assertThat(things.events().getFirst().envelope().changedPaths()).isEmpty();
  }

  @Test
  void aDeletionIsFollowedByATombstoneWithItsHeadersAndARecreationContinuesTheVersion() {
    things.relay();
    things.put("a", "one");
    await().untilAsserted(() -> assertThat(things.events()).hasSize(1));
    things.delete("a");
    await().untilAsserted(() -> assertThat(things.events()).hasSize(3));

    things.put("a", "again");

    await().untilAsserted(() -> assertThat(things.events()).hasSize(4));
    List<Things.Seen> events = things.events();
    assertThat(events.stream().map(Things.Seen::text))
        .containsExactly("one", "deleted", "†", "again");
    assertThat(events.stream().map(event -> event.version() - EPOCH_1))
        .containsExactly(1L, 2L, 2L, 3L);
    assertThat(events.get(2).envelope()).isEqualTo(events.get(1).envelope());
    assertThat(events.get(1).envelope().deleted()).isTrue();
    assertThat(events.get(3).envelope().previousVersion()).isEqualTo(EPOCH_1 + 2);
    assertThat(things.state()).isEqualTo(Map.of("a", "again"));
  }

  @Test
  void aRolledBackChangeIsNeverSeen() throws Exception {
    things.relay();
    try (var connection = things.database.connect()) {
      connection.setAutoCommit(false);
      Things.upsert(connection, "a", "never");
      OutboxTransaction.on(connection)
          .lock("thing", "a")
          .changed(List.of("/text"), Lane.INTERACTIVE);
      connection.rollback();
    }

    things.put("b", "yes");

    await().untilAsserted(() -> assertThat(things.state()).isEqualTo(Map.of("b", "yes")));
    assertThat(things.put("a", "first").version()).isEqualTo(EPOCH_1 + 1);
  }

  @Test
  void aReusedVersionWithAnotherContentIsRaisedAndNotPublished() {
    things.relay();
    things.put("a", "one");
    await().untilAsserted(() -> assertThat(things.waiting()).isZero());
    things.execute("update thing set data = jsonb_set(data, '{text}', '\"smuggled\"')");

    things.execute("insert into outbox_reemission (type, reason) values ('thing', 'test')");

    await()
        .untilAsserted(
            () ->
                assertThat(things.number("select count(*) from outbox_blocked where conflict"))
                    .isEqualTo(1));
    assertThat(things.events()).hasSize(1);
  }
}
