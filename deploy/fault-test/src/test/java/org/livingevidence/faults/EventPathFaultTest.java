package org.livingevidence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.livingevidence.gateway.projection.RealProjector;
import org.livingevidence.outbox.RealRelay;

/// Relay and projector under random faults: I1, I2, I3, I5, I9, I10, I11, I14.
class EventPathFaultTest {

  static LongStream seeds() {
    return LongStream.of(Seeds.all());
  }

  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsLostDoubledOrSetBack(long seed) {
    Nemesis.Cast real =
        new Nemesis.Cast(
            RealRelay::new, (world, atMost) -> new RealProjector(world, world.gateway(), atMost));
    try (Nemesis nemesis = new Nemesis(real, seed)) {
      assertThat(nemesis.run(Seeds.steps(), 1)).as(nemesis::story).isEmpty();

      World world = nemesis.world();
      try (RealProjector fresh = new RealProjector(world, world.anotherGateway(), 100)) {
        nemesis.replay(fresh);
      }
      assertThat(nemesis.violations()).as(nemesis::story).isEmpty();
      SEEN.addAll(nemesis.story().lines().toList());
    }
  }

  /// Faults that never strike prove nothing.
  @AfterAll
  static void everyFaultStruck() {
    assertThat(SEEN)
        .contains(
            "Kafka restarts",
            "relay ended before sending",
            "relay, its session ends: FAILED",
            "the stopped relay: FENCED",
            "the stopped projector: FENCED")
        .anyMatch(line -> line.startsWith("projector ended while applying"));
  }
}
