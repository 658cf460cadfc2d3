package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonValue;
import org.livingevidence.drugs.form.Word;

/// What kind of document a label is.
public enum LabelKind implements Word {
  /// A structured product label of the FDA.
  SPL("spl"),
  /// The EU's summary of product characteristics.
  PRODUCT_INFORMATION("product-information"),
  /// The EU's leaflet for patients: it speaks of the same approval in fewer and weaker words.
  PACKAGE_LEAFLET("package-leaflet");

  private final String word;

  LabelKind(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }

  /// Whether a stronger document of the same approval exists, which a reader should prefer.
  public boolean weaker() {
    return this == PACKAGE_LEAFLET;
  }
}
