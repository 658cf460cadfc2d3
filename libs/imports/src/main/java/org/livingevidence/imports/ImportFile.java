package org.livingevidence.imports;

import org.jspecify.annotations.Nullable;

/// The file that an [Intake] is reading.
///
/// @param importId the import
/// @param name the file's name as the importer gave it, without folders; null when not given
/// @param bytes its length as received, compressed or not
/// @param donePosition the position of the last record that has an outcome, 0 at first: what stands
///     up to there is passed over, and need not be read
public record ImportFile(String importId, @Nullable String name, long bytes, long donePosition) {}
