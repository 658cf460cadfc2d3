package org.livingevidence.drugs.label;

import org.jspecify.annotations.Nullable;

/// A label as read from a file.
///
/// @param release the source's own release, as in openFDA's `last_updated`; null when it names none
public record SourcedLabel(LabelDocument label, @Nullable String release) {}
