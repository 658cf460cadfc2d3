package org.livingevidence.outbox;

import java.time.Instant;
import java.util.List;

/// What waits and what is wrong, as an operator sees it.
///
/// @param epoch the epoch of the versions allocated now
/// @param relay whether this process is the relay, and whether any is
/// @param restoring a restored database is about to be dealt with
record OutboxStatus(
    int epoch,
    RelayState relay,
    LaneState interactive,
    LaneState bulk,
    boolean restoring,
    List<Reemission> reemissions,
    List<Blocked> blocked) {
  OutboxStatus {
    reemissions = List.copyOf(reemissions);
    blocked = List.copyOf(blocked);
  }

  record RelayState(boolean here, boolean anywhere) {}

  /// @param rows how many changes wait
  /// @param oldestSeconds the age of the oldest, 0 when none waits
  record LaneState(long rows, double oldestSeconds) {}

  record Reemission(String type, String reason, Instant startedAt, long published) {}

  /// @param version the version that could not be published; a newer one is tried by itself
  record Blocked(
      String type, String id, long version, boolean conflict, String reason, Instant since) {}
}
