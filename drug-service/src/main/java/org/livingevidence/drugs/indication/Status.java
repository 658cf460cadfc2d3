package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// Where a drug stands for a condition in a jurisdiction. "None found" and "not searched" are
/// different answers, and neither needs a source.
public enum Status implements Word {
  APPROVED("approved"),
  CONDITIONAL("conditional"),
  EMERGENCY("emergency"),
  WITHDRAWN("withdrawn"),
  OFF_LABEL("off-label"),
  NONE_FOUND("none-found"),
  NOT_SEARCHED("not-searched");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }

  /// True when the status is a statement that somebody has to have made.
  boolean needsSource() {
    return this != NONE_FOUND && this != NOT_SEARCHED;
  }
}
