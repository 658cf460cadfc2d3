package org.livingevidence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.livingevidence.outbox.BrokenRelay;
import org.livingevidence.outbox.RealRelay;

/// The checker is itself checked: each error, planted in a small relay or projector over the same
/// tables and topics, is caught on the seeds on which the real ones pass ([EventPathFaultTest]).
class PlantedErrorTest {

  static Stream<Arguments> errors() {
    return Stream.of(
        relay(BrokenRelay.Error.CURSOR, "I5"),
        relay(BrokenRelay.Error.MARK_BEFORE_ACK, "I5"),
        relay(BrokenRelay.Error.NO_FENCING, "I3"),
        relay(BrokenRelay.Error.NO_TOMBSTONE, "I10"),
        Arguments.of(
            "TRANSACTION_ORDER with BLIND_UPSERT",
            new Nemesis.Cast(
                world -> new BrokenRelay(world, BrokenRelay.Error.TRANSACTION_ORDER),
                (world, atMost) ->
                    new PlainProjector(world, PlainProjector.Error.BLIND_UPSERT, atMost)),
            "I14"),
        projector(PlainProjector.Error.COMMIT_BEFORE_APPLY, "I5"),
        projector(PlainProjector.Error.LAST_ID_DEDUPE, "I14"));
  }

  private static Arguments relay(BrokenRelay.Error error, String invariant) {
    return Arguments.of(
        error.name(),
        new Nemesis.Cast(world -> new BrokenRelay(world, error), PlantedErrorTest::sound),
        invariant);
  }

  private static Arguments projector(PlainProjector.Error error, String invariant) {
    return Arguments.of(
        error.name(),
        new Nemesis.Cast(
            RealRelay::new, (world, atMost) -> new PlainProjector(world, error, atMost)),
        invariant);
  }

  private static ProjectorUnderTest sound(World world, int atMost) {
    return new PlainProjector(world, PlainProjector.Error.NONE, atMost);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void aPlantedErrorIsCaught(String name, Nemesis.Cast cast, String invariant) {
    List<String> found = new ArrayList<>();
    for (long seed : Seeds.all()) {
      try (Nemesis nemesis = new Nemesis(cast, seed)) {
        found.addAll(nemesis.run(Seeds.steps(), 0));
      }
      if (found.stream().anyMatch(violation -> violation.startsWith(invariant + ":"))) {
        return;
      }
    }
    assertThat(found).as("%s must violate %s", name, invariant).isNotEmpty();
    assertThat(found)
        .as("%s must violate %s", name, invariant)
        .anyMatch(v -> v.startsWith(invariant + ":"));
  }
}
