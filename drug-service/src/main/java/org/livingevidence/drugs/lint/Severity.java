package org.livingevidence.drugs.lint;

import com.fasterxml.jackson.annotation.JsonValue;

/// How much a finding weighs.
public enum Severity {
  /// The article says what its source does not.
  ERROR("error"),
  /// A reader may be misled.
  WARNING("warning"),
  /// To be known; nothing has to be done.
  NOTICE("notice");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
