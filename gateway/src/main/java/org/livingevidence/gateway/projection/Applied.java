package org.livingevidence.gateway.projection;

import java.util.List;
import java.util.Map;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.intake.VersionGuard.Conflict;
import org.livingevidence.gateway.intake.VersionGuard.Verdict;

/// What one committed transaction did.
///
/// @param from the position before it
/// @param to the position after it
/// @param verdicts of the version guard, by source
/// @param parked how many records were set aside
record Applied(
    long from,
    long to,
    List<ChangeRow> changes,
    Map<Source, Map<Verdict, Integer>> verdicts,
    List<Conflict> conflicts,
    int parked) {}
