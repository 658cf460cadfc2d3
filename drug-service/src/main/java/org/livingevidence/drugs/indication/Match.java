package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// How a condition's topic came about: chosen by a curator, found by the name, not found yet, or
/// the name means several.
public enum Match implements Word {
  CHOSEN("chosen"),
  NAMED("named"),
  UNRESOLVED("unresolved"),
  AMBIGUOUS("ambiguous");

  private final String word;

  Match(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }
}
