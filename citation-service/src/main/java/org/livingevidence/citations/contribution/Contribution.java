package org.livingevidence.citations.contribution;

import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;

/// What one source says of one publication, as its reader gives it.
///
/// @param source `nbib`, `ris`, `bibtex`, `csl-json` or `retraction-table`, see [Sources]
/// @param key what the record is called within its source, the same each time it is read: its
///     strongest identifier as an id of citations has it, else a hash of its description
/// @param revised the record's own date of revision, `yyyy-MM-dd`; null where it has none
/// @param citation the record; its id is not looked at
public record Contribution(
    String source, String key, @Nullable String revised, Citation citation) {}
