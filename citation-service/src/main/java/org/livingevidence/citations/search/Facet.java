package org.livingevidence.citations.search;

import java.util.Locale;

/// By what results are counted.
enum Facet {
  YEAR("published_on / 10000", false),
  DESIGN("design", false),
  SPECIES("species", false),
  TYPE("types", true),
  JOURNAL("journal", false),
  STATE("state", false),
  KIND("kind", false),
  SOURCE("source", false),
  LANGUAGE("languages", true),
  HEADING("headings", true);

  private final String column;
  private final boolean several;

  Facet(String column, boolean several) {
    this.column = column;
    this.several = several;
  }

  /// The name in queries and answers.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What the index keeps it in.
  String column() {
    return column;
  }

  /// Whether one citation may have several values.
  boolean several() {
    return several;
  }
}
