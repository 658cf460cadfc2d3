package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// How strongly a use is restricted, in the source's own words.
public enum Force implements Word {
  CONTRAINDICATED("contraindicated"),
  NOT_RECOMMENDED("not recommended"),
  AVOID("avoid"),
  MONITOR("monitor");

  private final String word;

  Force(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }
}
