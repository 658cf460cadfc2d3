package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// Who makes a statement.
public enum SourceKind implements Word {
  LABEL("label"),
  PRODUCT_INFORMATION("product-information"),
  GUIDELINE("guideline"),
  CURATOR("curator");

  private final String word;

  SourceKind(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }
}
