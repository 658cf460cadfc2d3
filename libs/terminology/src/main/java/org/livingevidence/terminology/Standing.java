package org.livingevidence.terminology;

/// How good a name is for its concept. Where the same words name several concepts, the better names
/// win; among equals the words stay ambiguous.
public enum Standing {
  /// What somebody has decided that the words mean, whatever else they are a name of.
  CHOSEN,
  /// What the concept's own source calls it first.
  PREFERRED,
  /// Another name in its own source.
  SYNONYM,
  /// What a source calls it that was mapped to its own.
  BORROWED
}
