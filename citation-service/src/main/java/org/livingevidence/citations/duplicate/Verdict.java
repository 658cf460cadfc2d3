package org.livingevidence.citations.duplicate;

/// What a comparison came to.
///
/// @param kind what
/// @param reason the rule that decided, for the log of merges and for whoever decides a pair
public record Verdict(Kind kind, String reason) {
  /// The possible ends of a comparison.
  public enum Kind {
    /// One publication.
    SAME,
    /// Too alike to pass over, too unlike to merge: a person decides.
    AMBIGUOUS,
    /// Two publications of one work: a preprint and its article, two identifiers for one title.
    LINKED,
    /// Two publications.
    DIFFERENT
  }

  static Verdict same(String reason) {
    return new Verdict(Kind.SAME, reason);
  }

  static Verdict ambiguous(String reason) {
    return new Verdict(Kind.AMBIGUOUS, reason);
  }

  static Verdict linked(String reason) {
    return new Verdict(Kind.LINKED, reason);
  }

  static Verdict different(String reason) {
    return new Verdict(Kind.DIFFERENT, reason);
  }
}
