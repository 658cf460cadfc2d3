package org.livingevidence.gateway.projection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.intake.VersionGuard.Conflict;
import org.livingevidence.gateway.intake.VersionGuard.Verdict;
import org.livingevidence.outbox.EventEnvelope;

/// What one committed transaction did.
///
/// @param from the position before it
/// @param to the position after it
/// @param verdicts of the version guard, by source
/// @param begun when it began
/// @param accepted the events that it applied, by source
/// @param parked how many records were set aside
record Applied(
    long from,
    long to,
    List<ChangeRow> changes,
    Map<Source, Map<Verdict, Integer>> verdicts,
    List<Conflict> conflicts,
    Instant begun,
    Map<Source, List<EventEnvelope>> accepted,
    int parked) {
  /// What a transaction did that applied no event.
  static Applied withoutEvents(long from, List<ChangeRow> changes) {
    return new Applied(
        from, from + changes.size(), changes, Map.of(), List.of(), Instant.now(), Map.of(), 0);
  }
}
