package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// What a drug is given for.
public enum Intent implements Word {
  TREATMENT("treatment"),
  MAINTENANCE_OF_REMISSION("maintenance-of-remission"),
  REDUCTION_OF_RECURRENCE("reduction-of-recurrence"),
  PREVENTION("prevention");

  private final String word;

  Intent(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }
}
