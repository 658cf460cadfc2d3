package org.livingevidence.drugs.lint;

import java.util.List;
import org.livingevidence.drugs.indication.Indication;

/// Where a drug stands for a condition in a jurisdiction, by what is held.
///
/// @param held the statements that say so
record Standing(Kind kind, List<Indication> held) {
  enum Kind {
    /// Approved, conditionally or for an emergency.
    APPROVED,
    /// A statement about exactly this condition says something else.
    STATED,
    /// Only conditions that lie under this one are approved.
    NARROWER_APPROVED,
    /// Only conditions that this one lies under are approved.
    BROADER_APPROVED,
    /// There are approvals in the jurisdiction, and none has to do with it.
    OTHERS_APPROVED,
    /// Nothing is held that would tell.
    NOT_HELD
  }

  Standing {
    held = List.copyOf(held);
  }

  boolean is(Kind other) {
    return kind == other;
  }
}
