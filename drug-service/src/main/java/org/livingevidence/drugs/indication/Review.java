package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// Whether a curator has looked at what rules read.
public enum Review implements Word {
  /// Nobody has, or only at another sentence.
  UNREVIEWED("unreviewed"),
  /// A curator has compared it with the sentence and found it right.
  CONFIRMED("confirmed");

  private final String word;

  Review(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }
}
