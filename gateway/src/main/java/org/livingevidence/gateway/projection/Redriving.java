package org.livingevidence.gateway.projection;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.VersionGuard.Verdict;

/// Applies records that were set aside, when an operator asked for it, through the same reader and
/// the same version guard as any other: a stale one changes nothing.
final class Redriving {
  private final ProjectorSession session;
  private final DeadLetters deadLetters;

  Redriving(ProjectorSession session, DeadLetters deadLetters) {
    this.session = session;
    this.deadLetters = deadLetters;
  }

  /// How a redrive ended.
  ///
  /// @param state as in [DeadLetters#settle]
  private record Ending(String state, @Nullable String reason) {}

  /// Takes the next of those asked for.
  ///
  /// @return whether there were any
  boolean step(GenerationFeed live) throws SQLException {
    List<DeadLetters.Requested> requested =
        session.inTransaction(live.number(), t -> deadLetters.requested(t.connection()));
    for (DeadLetters.Requested one : requested) {
      Ending ending = redrive(live, one);
      session.inTransaction(
          live.number(),
          t -> {
            deadLetters.settle(t.connection(), one.id(), ending.state(), ending.reason());
            return true;
          });
    }
    return !requested.isEmpty();
  }

  private static Ending redrive(GenerationFeed live, DeadLetters.Requested one)
      throws SQLException {
    Batch batch = Batch.read(List.of(one.record()), List.of());
    if (!batch.parked().isEmpty()) {
      return new Ending("parked", batch.parked().getFirst().reason());
    }
    try {
      boolean effective =
          live.redrive(one.record()).verdicts().values().stream()
              .anyMatch(v -> v.containsKey(Verdict.APPLIED) || v.containsKey(Verdict.CONFLICT));
      return new Ending(effective ? "applied" : "stale", null);
    } catch (SQLException | RuntimeException e) {
      if (!GenerationFeed.blamesRecords(e)) {
        throw e;
      }
      live.reload();
      return new Ending("parked", "cannot be applied: " + GenerationFeed.brief(e));
    }
  }
}
