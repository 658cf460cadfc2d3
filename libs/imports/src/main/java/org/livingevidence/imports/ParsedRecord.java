package org.livingevidence.imports;

import org.jspecify.annotations.Nullable;

/// One record of a file.
///
/// @param position its place in the file, from 1 and strictly ascending over accepted and
/// rejected records
/// @param id how the source names it, null when it does not
/// @param value what was read
/// @param <R> a record as parsed
public record ParsedRecord<R>(long position, @Nullable String id, R value) {
  public ParsedRecord {
    if (position < 1) {
      throw new IllegalArgumentException("Positions count from 1, not " + position);
    }
  }
}
