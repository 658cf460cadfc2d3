package org.livingevidence.citations.release;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A file as it is listed.
///
/// @param folder where, for people: `baseline`
/// @param uri itself
/// @param stamp its date and size in the list's words, null when the list gives none
record Listed(PubmedFile file, String folder, URI uri, @Nullable String stamp) {}
