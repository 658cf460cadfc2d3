package org.livingevidence.drugs.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.Word;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Reading;
import org.livingevidence.drugs.indication.Restriction;
import org.livingevidence.drugs.indication.Source;

/// A statement that was read in a label of a drug, and whether the drug states it.
///
/// @param indication this or `restriction`
/// @param standing whether the drug states it, or why not
/// @param decision what a curator decided of it, the sentence unchanged or not
@JsonInclude(JsonInclude.Include.NON_NULL)
record Proposal(
    String id,
    Standing standing,
    @Nullable Indication indication,
    @Nullable Restriction restriction,
    @Nullable Decision decision) {
  /// Whether a drug states what was read.
  enum Standing implements Word {
    /// It does, unless a person stated something of the same condition.
    STATED("stated"),
    /// The rule is less sure than is asked for.
    UNSURE("unsure"),
    /// A curator rejected it.
    REJECTED("rejected"),
    /// A curator wrote another in its place.
    CORRECTED("corrected"),
    /// The label is of several drugs together: what it is for is not what each of them is for.
    COMBINATION("combination"),
    /// No approval stands behind the label, as for an OTC monograph.
    NOT_APPROVED("not-approved"),
    /// Another label of the same jurisdiction already speaks of the same.
    ANOTHER_LABEL("another-label"),
    /// What it is given for is no treatment and no prevention.
    OTHER_USE("other-use");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String word() {
      return word;
    }
  }

  static Proposal of(Indication indication, Standing standing) {
    return new Proposal(indication.id(), standing, indication, null, null);
  }

  static Proposal of(Restriction restriction, Standing standing) {
    return new Proposal(restriction.id(), standing, null, restriction, null);
  }

  Proposal with(Standing other, @Nullable Decision made) {
    return new Proposal(id, other, indication, restriction, made);
  }

  Source source() {
    var source = indication == null ? null : indication.source();
    if (source == null && restriction != null) {
      source = restriction.source();
    }
    if (source == null) {
      throw new IllegalStateException("What was read has a source: " + id);
    }
    return source;
  }

  Reading reading() {
    var reading =
        indication == null
            ? restriction == null ? null : restriction.reading()
            : indication.reading();
    if (reading == null) {
      throw new IllegalStateException("What was read says how: " + id);
    }
    return reading;
  }
}
