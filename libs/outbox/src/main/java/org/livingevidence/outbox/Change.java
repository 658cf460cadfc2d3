package org.livingevidence.outbox;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// One change of a locked aggregate, for [Outbox#append].
///
/// @param changedPaths JSON Pointers into the event's data, such as `/title`; empty means
///     "unstated: compare everything". A pointer starts with `/` and holds no comma, because the
///     event carries them joined by commas.
public record Change(LockedAggregate aggregate, Kind kind, List<String> changedPaths, Lane lane) {
  public Change {
    requireNonNull(aggregate);
    requireNonNull(kind);
    requireNonNull(lane);
    changedPaths = List.copyOf(changedPaths);
    for (String path : changedPaths) {
      if (!path.startsWith("/") || path.indexOf(',') >= 0) {
        throw new IllegalArgumentException(
            "a changed path must be a JSON Pointer that starts with / and holds no comma: " + path);
      }
    }
  }
}
