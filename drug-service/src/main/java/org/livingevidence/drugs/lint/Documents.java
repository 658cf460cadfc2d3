package org.livingevidence.drugs.lint;

import org.jspecify.annotations.Nullable;

/// The documents that are held whole.
interface Documents {
  /// None at all.
  Documents NONE = (setId, version) -> null;

  /// The plain text of a document.
  ///
  /// @param version as printed; null for the current one
  /// @return null when it is not held
  @Nullable String text(String setId, @Nullable String version);

  /// The newest version of a document that is held, null when none is.
  default @Nullable Current current(String setId) {
    return null;
  }

  /// A version.
  ///
  /// @param effective since when, null when its source does not say
  record Current(long version, @Nullable String effective) {}
}
