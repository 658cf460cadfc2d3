package org.livingevidence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One failing aggregate stops only itself: I1, I12.
class RefusalTest {
  private final Things things = new Things();

  @AfterEach
  void stop() {
    things.close();
  }

  private String reason(String id) {
    assertThat(things.number("select count(*) from outbox_blocked where id = '" + id + "'"))
        .isOne();
    return things.text("select reason from outbox_blocked where id = '" + id + "'");
  }

  @Test
  void aThingThatCannotBeReadStopsOnlyItselfAndItsNextVersionGoesOut() {
    for (int i = 0; i < 10; i++) {
      things.put("t" + i, i == 6 ? ThingSource.UNREADABLE : "fine");
    }

    things.relay();

    await().untilAsserted(() -> assertThat(things.state()).hasSize(9).doesNotContainKey("t6"));
    assertThat(reason("t6")).contains("could not be read", "this thing cannot be read");
    assertThat(things.waiting()).isEqualTo(1);
    things.put("t6", "mended");
    await().untilAsserted(() -> assertThat(things.state()).containsEntry("t6", "mended"));
    await().untilAsserted(() -> assertThat(things.waiting()).isZero());
    assertThat(things.number("select count(*) from outbox_blocked")).isZero();
  }

  @Test
  void anEventBeyondTheLargestSizeStopsOnlyItself() {
    things.set("event-bytes", "2000");
    things.put("big", "x".repeat(3000));
    things.put("small", "y");

    things.relay();

    await().untilAsserted(() -> assertThat(things.state()).isEqualTo(Map.of("small", "y")));
    await().untilAsserted(() -> assertThat(reason("big")).contains("more than the 2000"));
  }

  @Test
  void anEventThatTheBrokerRefusesStopsOnlyItself() {
    // Given a topic that takes less than the relay believes
    things.limitTopic(2000);
    StringBuilder noise = new StringBuilder();
    new java.util.Random(1).ints(6000, 33, 0x2000).forEach(noise::appendCodePoint);
    things.put("big", noise.toString());
    things.put("small", "y");

    things.relay();

    await().untilAsserted(() -> assertThat(things.state()).isEqualTo(Map.of("small", "y")));
    await().untilAsserted(() -> assertThat(reason("big")).contains("Kafka refused it"));
  }

  @Test
  void aThingThatBreaksItsContractStopsOnlyItself() {
    things.put("wrong", "no more than ten characters");
    things.put("right", "short");

    things.relay(EventSchemas.load(java.util.List.of("thing")));

    await().untilAsserted(() -> assertThat(things.state()).isEqualTo(Map.of("right", "short")));
    await().untilAsserted(() -> assertThat(reason("wrong")).contains("/text", "10"));
  }

  @Test
  void aThingWithoutAStateStopsOnlyItself() {
    things.put("lost", "x");
    things.execute("delete from thing");
    things.put("right", "short");

    things.relay();

    await().untilAsserted(() -> assertThat(things.state()).isEqualTo(Map.of("right", "short")));
    await().untilAsserted(() -> assertThat(reason("lost")).contains("its source does not"));
  }
}
