package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// How a statement was taken from its source.
public enum Method implements Word {
  LABEL("label"),
  CURATED("curated");

  private final String word;

  Method(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }
}
