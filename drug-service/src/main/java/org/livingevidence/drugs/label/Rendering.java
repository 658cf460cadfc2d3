package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.livingevidence.drugs.form.Word;

/// From what kind of source a version of a label was read. In order of preference: of two that hold
/// the same version the first speaks for it.
public enum Rendering implements Word {
  /// The document itself, nested as the labeler wrote it.
  SPL("spl"),
  /// openFDA's record of it: sections by field, their text in one line.
  OPENFDA("openfda"),
  /// An EU leaflet as a FHIR composition.
  EPI("epi"),
  /// The documented form of EU product information.
  FORM("form");

  private final String word;

  Rendering(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String word() {
    return word;
  }

  /// Whether the sections stand as in the document; else by field, with only the nesting that their
  /// text shows.
  public boolean nested() {
    return this != OPENFDA;
  }

  /// Whether it tells this section apart at all: where it does not, its absence says nothing.
  public boolean tells(String code) {
    return this != OPENFDA || LabelCodes.openFdaField(code) != null;
  }

  static Rendering of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of source: " + word));
  }
}
