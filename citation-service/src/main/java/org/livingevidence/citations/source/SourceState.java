package org.livingevidence.citations.source;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// What a source says of one aggregate.
public sealed interface SourceState {
  /// @return the aggregate's id
  String id();

  /// A state in full.
  ///
  /// @param version the version of the source's own id, 0 where it has none
  /// @param revised the source's date of revision, `yyyy-MM-dd`
  /// @param json the state as [org.livingevidence.citations.event.StateJson] writes it
  /// @param hash of `json`
  /// @param state the same as an object
  record Present(
      String id, int version, @Nullable String revised, String json, String hash, Object state)
      implements SourceState {
    public Present {
      requireNonNull(id);
      requireNonNull(json);
      requireNonNull(hash);
      requireNonNull(state);
    }
  }

  /// The source deleted it.
  ///
  /// @param date the newest date of the document that says so, `yyyy-MM-dd`; null when nothing in
  /// it
  ///     is dated
  record Absent(String id, int version, @Nullable String date) implements SourceState {}
}
