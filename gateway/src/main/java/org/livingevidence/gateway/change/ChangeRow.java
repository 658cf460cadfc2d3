package org.livingevidence.gateway.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// One entry of the feed.
///
/// @param position its place in the order of everything the gateway says
/// @param at when it was written, by this machine's clock, in microseconds, which is what the store
///     keeps; informative only
/// @param kind its strongest effect
/// @param changedPaths JSON Pointers into the data of the event that caused it, as its owner named
///     them; empty when there are none or when the row stands for many events
/// @param cause `{type, subject, version, id, source, time}` of the event; `{bulk: true, events:
/// n, ids: […]}` of a bulk, with the ids of its events in the order in which they were applied;
/// `{relink: topic}`; `{rebuild: id}`
/// @param conditions ids of the conditions it affects, ascending
public record ChangeRow(
    long position,
    Instant at,
    ChangeKind kind,
    List<String> changedPaths,
    JsonNode cause,
    List<String> conditions) {
  public ChangeRow {
    if (position <= 0) {
      throw new IllegalArgumentException("a position is positive, not " + position);
    }
    Objects.requireNonNull(at);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(cause);
    at = at.truncatedTo(ChronoUnit.MICROS);
    changedPaths = List.copyOf(changedPaths);
    conditions = List.copyOf(conditions);
  }
}
