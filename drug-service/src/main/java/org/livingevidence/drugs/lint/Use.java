package org.livingevidence.drugs.lint;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.indication.Status;

/// What an article states of a drug's use: claims of one passage that agree in drug, place and
/// status, or what one sentence says.
///
/// @param text where it stands
/// @param pointer of the claim, or of the text
/// @param words the sentence, or what the claim says
/// @param jurisdictions where, as stated; empty when it is not
/// @param status null for use of which no approval is said
/// @param entered true for a claim that an editor entered, false for what was read out of a text
/// @param example true when it names some of more
/// @param children true when it names children
record Use(
    Text text,
    String pointer,
    String words,
    String drug,
    Set<String> jurisdictions,
    @Nullable Status status,
    List<Condition> conditions,
    boolean entered,
    boolean example,
    boolean children) {
  /// A condition of a statement.
  ///
  /// @param id its topic; null when the name means none or several
  /// @param pointer of the claim, or of the text
  record Condition(@Nullable String id, String name, String pointer) {}

  /// Whether it says that the drug may be used there.
  boolean isPositive() {
    return status == null || isApproval();
  }

  /// Whether it says that a regulator agreed.
  boolean isApproval() {
    return status == Status.APPROVED || status == Status.CONDITIONAL || status == Status.EMERGENCY;
  }
}
