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
}
