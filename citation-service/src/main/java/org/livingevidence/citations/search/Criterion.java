package org.livingevidence.citations.search;

import java.util.List;

/// What a citation has to have. An index answers these, and nothing of the query language.
sealed interface Criterion {
  /// Words of a text.
  ///
  /// @param words in this order and side by side, or …
  /// @param distance … in any order with at most so many other words between; -1 for side by side
  record Words(Scope scope, List<Word> words, int distance) implements Criterion {
    public Words {
      words = List.copyOf(words);
    }
  }

  /// A word, or what words begin with.
  record Word(String text, boolean stem) {}

  /// At least one of these exact terms.
  ///
  /// @param stems whether the values are what terms begin with
  record Coded(Code code, List<String> values, boolean stems) implements Criterion {
    public Coded {
      values = List.copyOf(values);
    }
  }

  /// At least one term of any of these kinds.
  record AnyOf(List<Coded> kinds) implements Criterion {
    public AnyOf {
      kinds = List.copyOf(kinds);
    }
  }

  /// The day of publication, both ends included, as yyyymmdd.
  record Published(int from, int to) implements Criterion {}

  /// One of these identifiers.
  record Identified(Identifier kind, List<String> values) implements Criterion {
    public Identified {
      values = List.copyOf(values);
    }
  }

  /// Every citation.
  record Everything() implements Criterion {}

  /// What an identifier is.
  enum Identifier {
    PMID,
    PMCID,
    DOI
  }
}
