package org.livingevidence.citations.search;

import java.util.List;

/// Where words are looked for. Words stand in three rows of places, each behind its prefix: title,
/// abstract and keywords (no prefix, with a weight each), the title again (`t:`), what indexers
/// wrote (`x:`), and the rest: people, journal, registrations (`o:`).
enum Scope {
  TITLE("Title", "", "t:"),
  TITLE_ABSTRACT("Title/Abstract", "", ""),
  ABSTRACT("Abstract", "B", ""),
  KEYWORDS("Other Term", "C", ""),
  TEXT_WORD("Text Word", "", "", "x:"),
  INDEXING("Indexing", "", "x:"),
  ALL("All Fields", "", "", "x:", "o:");

  private final String label;
  private final String weight;
  private final List<String> prefixes;

  Scope(String label, String weight, String... prefixes) {
    this.label = label;
    this.weight = weight;
    this.prefixes = List.of(prefixes);
  }

  /// What translations call it.
  String label() {
    return label;
  }

  /// The weight that a word there has; empty for any.
  String weight() {
    return weight;
  }

  List<String> prefixes() {
    return prefixes;
  }
}
