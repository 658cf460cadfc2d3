package org.livingevidence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// The append side: I2, I3.
class AppendTest {
  private final Things things = new Things();

  @Test
  void anAggregateKnowsWhetherItExists() {
    things.write(
        (connection, outbox) -> {
          LockedAggregate thing = outbox.lock("thing", "a");
          assertThat(thing.exists()).isFalse();
          assertThat(thing.deleted()).isFalse();
          assertThat(thing.version()).isZero();
          EventId first = thing.changed(List.of(), Lane.INTERACTIVE);
          EventId second = thing.changed(List.of(), Lane.INTERACTIVE);
          assertThat(second.version()).isEqualTo(first.version() + 1);
          return first;
        });
    things.write(
        (connection, outbox) -> {
          LockedAggregate thing = outbox.lock("thing", "a");
          assertThat(thing.exists()).isTrue();
          assertThat(outbox.lock("thing", "a")).isSameAs(thing);
          return thing.deleted(Lane.BULK);
        });
    things.write(
        (connection, outbox) -> {
          LockedAggregate thing = outbox.lock("thing", "a");
          assertThat(thing.exists()).isFalse();
          assertThat(thing.deleted()).isTrue();
          assertThatIllegalStateException().isThrownBy(() -> thing.deleted(Lane.BULK));
          return thing;
        });
    assertThat(things.number("select version & 1023 from outbox_aggregate")).isEqualTo(3);
    assertThat(things.waiting()).isEqualTo(3);
  }

  @Test
  void anAggregateLockedElsewhereIsRefused() throws Exception {
    try (Connection connection = things.database.connect()) {
      connection.setAutoCommit(false);
      LockedAggregate thing = OutboxTransaction.on(connection).lock("thing", "a");
      OutboxTransaction other = OutboxTransaction.on(connection);

      assertThatIllegalStateException()
          .isThrownBy(
              () -> other.append(List.of(new Change(thing, Kind.CHANGED, List.of(), Lane.BULK))))
          .withMessageContaining("another transaction");
    }
  }

  @Test
  void aPathThatIsNoPointerIsRefused() {
    things.write(
        (connection, outbox) -> {
          LockedAggregate thing = outbox.lock("thing", "a");
          assertThatIllegalArgumentException()
              .isThrownBy(() -> thing.changed(List.of("text"), Lane.BULK));
          assertThatIllegalArgumentException()
              .isThrownBy(() -> thing.changed(List.of("/a,b"), Lane.BULK));
          return thing;
        });
  }

  @Test
  void anEventIdSurvivesItsText() {
    EventId id = EventId.of("citation", Kind.DELETED, "doi:10.1/x/y", 5);

    assertThat(EventId.parse(id.toString())).isEqualTo(id);
    assertThat(id.aggregateType()).isEqualTo("citation");
    assertThat(id.kind()).isEqualTo(Kind.DELETED);
    assertThatIllegalArgumentException().isThrownBy(() -> EventId.parse("no id"));
    assertThatIllegalArgumentException().isThrownBy(() -> EventId.parse("t/s/one"));
  }

  @Test
  void aRecordWithoutOurHeadersSaysWhatIsMissing() {
    Assertions.assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> EventHeaders.parse(new RecordHeaders()))
        .withMessageContaining("ce_specversion is missing");
  }
}
