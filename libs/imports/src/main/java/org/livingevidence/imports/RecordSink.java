package org.livingevidence.imports;

import org.jspecify.annotations.Nullable;

/// Takes the records of a file as an [Intake] reads them.
///
/// @param <R> a record as parsed
public interface RecordSink<R> {
  /// Takes a record; may apply the chunk that it fills before it returns.
  void accept(ParsedRecord<R> record);

  /// Notes a record that cannot be read but does not spoil those after it.
  ///
  /// @param position its place, see [ParsedRecord]
  /// @param id how the source names it, null when that cannot be read either
  /// @param reason what is wrong and where, for the importer
  void rejected(long position, @Nullable String id, String reason);

  /// Says that the source makes the reader wait. To be called about every second while it does: the
  /// import shows what it waits for and that it lives, and is stopped here when it is cancelled.
  ///
  /// @param what the source, for a person
  default void waiting(String what) {}
}
