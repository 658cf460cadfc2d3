package org.livingevidence.outbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An aggregate as the relay's snapshot shows it: its ledger row, what was published of it, and the
/// outbox rows that one event settles.
///
/// @param publishedVersion 0 when nothing was ever published
/// @param blocked it failed at this version; only a newer one is tried
/// @param rowIds exactly the rows that may be deleted once the event is acknowledged
/// @param paths the union of the rows' changed paths; empty when one of them left it unstated
record Pending(
    AggregateKey key,
    long version,
    Instant changedAt,
    boolean deleted,
    long publishedVersion,
    @Nullable String publishedSchema,
    @Nullable String publishedHash,
    boolean blocked,
    List<Long> rowIds,
    List<String> paths) {
  Pending {
    rowIds = List.copyOf(rowIds);
    paths = List.copyOf(paths);
  }
}
