package org.livingevidence.gateway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.verify.HeldContent.Held;
import org.livingevidence.outbox.OwnedContent.Item;

class ComparisonTest {
  private static final String SCHEMA = "living-evidence:drug.v1.r1";

  private static Held held(long version, String hash) {
    return new Held(version, SCHEMA, hash, false, hash);
  }

  private static Item owned(String id, long version, String hash) {
    return new Item(id, version, false, SCHEMA, hash);
  }

  @Test
  void equalContentIsNoDriftAndNeitherIsADeletionThatWasForgotten() {
    assertThat(
            Comparison.compare(
                Source.DRUGS,
                List.of(
                    owned("same", 3, "h"),
                    new Item("deleted", 4, true, SCHEMA, "d"),
                    new Item("forgotten", 4, true, SCHEMA, "d")),
                Map.of(
                    "same",
                    held(3, "h"),
                    "deleted",
                    new Held(4, SCHEMA, "d", true, null),
                    "swept",
                    new Held(9, SCHEMA, "d", true, null))))
        .isEmpty();
  }

  @Test
  void everyKindOfDifferenceIsNamed() {
    Map<String, Drift> drift =
        Comparison.compare(
            Source.DRUGS,
            List.of(
                owned("missing", 1, "h"),
                owned("behind", 2, "h"),
                owned("other", 2, "h"),
                owned("stored", 2, "h"),
                owned("lost", 2, "h"),
                new Item("rendered", 2, false, "living-evidence:drug.v1.r2", "h"),
                new Item("gone", 2, true, SCHEMA, "d"),
                new Item("damaged", 2, false, SCHEMA, null)),
            Map.of(
                "behind", held(1, "g"),
                "other", held(2, "g"),
                "stored", new Held(2, SCHEMA, "h", false, "x"),
                "lost", new Held(2, SCHEMA, "d", true, null),
                "rendered", held(2, "h"),
                "gone", held(1, "h"),
                "unknown", held(1, "h"),
                "damaged", held(2, "h")));

    assertThat(drift).hasSize(9).allSatisfy((id, one) -> assertThat(one.id()).isEqualTo(id));
    assertThat(drift.values().stream().map(one -> one.id() + " " + one.kind()))
        .containsExactly(
            "behind version",
            "damaged unreadable",
            "gone ghost",
            "lost missing",
            "missing missing",
            "other content",
            "rendered version",
            "stored altered",
            "unknown ghost");
  }
}
