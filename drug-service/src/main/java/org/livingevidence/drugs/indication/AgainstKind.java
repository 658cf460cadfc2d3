package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// What a restriction is against.
public enum AgainstKind implements Word {
  DRUG("drug"),
  CLASS("class"),
  CONDITION("condition"),
  POPULATION("population");

  private final String word;

  AgainstKind(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }
}
