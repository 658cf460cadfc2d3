package org.livingevidence.imports;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The beginning of a file, by which its kind is told.
///
/// @param name the file's name as the importer gave it, without folders; null when not given
/// @param bytes the first 64 KB after decompression, fewer when the file is shorter; not to be
/// changed
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ImportHead(@Nullable String name, byte[] bytes) {
  /// How many bytes are looked at.
  public static final int LENGTH = 64 * 1024;

  /// The bytes as text, which for the marks of a format is always right enough.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
