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
  HEADING("headings", true),
  /// The clinical queries: not kept, but asked.
  THERAPY("", true);

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

  /// What the index keeps it in; empty when it is a matter of the filters of a request.
  String column() {
    return column;
  }

  /// Whether one citation may have several values.
  boolean several() {
    return several;
  }
}
