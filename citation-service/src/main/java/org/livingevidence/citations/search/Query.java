package org.livingevidence.citations.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query as it was written.
sealed interface Query {
  /// Where it begins in the text, from 0.
  int at();

  /// Parts under one operator; of [Operator#NOT] the later ones are taken away from the first.
  ///
  /// @param depth how many such stand in one another
  record Combined(Operator operator, List<Query> parts, int at, int depth) implements Query {
    public Combined {
      parts = List.copyOf(parts);
    }
  }

  /// Words with the tag behind them; words without a tag are looked up.
  record Term(String text, boolean quoted, @Nullable Tag tag, int at) implements Query {}

  /// From one value to another of the same field.
  record Range(String from, String to, Tag tag, int at) implements Query {}

  /// A field in brackets.
  ///
  /// @param explode whether narrower headings count; `:noexp` says that they do not
  /// @param distance how many other words may stand between, as `:~3` says; -1 for a phrase
  record Tag(SearchField field, boolean explode, int distance, int at) {}
}
