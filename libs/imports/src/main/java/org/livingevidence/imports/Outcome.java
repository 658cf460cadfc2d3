package org.livingevidence.imports;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// What became of one record.
///
/// @param kind what
/// @param aggregateId of what it became or concerns, null when unknown
/// @param reason why it was rejected; may explain other outcomes
public record Outcome(OutcomeKind kind, @Nullable String aggregateId, @Nullable String reason) {
  public Outcome {
    requireNonNull(kind, "kind");
    if (kind == OutcomeKind.REJECTED && reason == null) {
      throw new IllegalArgumentException("A rejection says why");
    }
  }

  /// An outcome that needs no reason.
  public static Outcome of(OutcomeKind kind, String aggregateId) {
    return new Outcome(kind, aggregateId, null);
  }

  /// A rejection.
  public static Outcome rejected(@Nullable String aggregateId, String reason) {
    return new Outcome(OutcomeKind.REJECTED, aggregateId, reason);
  }
}
