package org.livingevidence.imports;

import org.jspecify.annotations.Nullable;

/// The import that a chunk belongs to.
///
/// @param importId its id
/// @param kind its kind
/// @param fileName the file's name as the importer gave it, null when not given
/// @param who the importer
public record ImportContext(String importId, String kind, @Nullable String fileName, String who) {}
