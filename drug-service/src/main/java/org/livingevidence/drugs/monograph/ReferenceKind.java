package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// What a reference leads to.
public enum ReferenceKind implements Word {
  /// A regulator's label, by set id.
  LABEL("label"),
  /// A leaflet or summary of product characteristics.
  PRODUCT_INFORMATION("product-information"),
  GUIDELINE("guideline"),
  /// A publication.
  CITATION("citation"),
  /// A register, a list of an authority, any other page.
  WEB("web");

  private final String word;

  ReferenceKind(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }
}
