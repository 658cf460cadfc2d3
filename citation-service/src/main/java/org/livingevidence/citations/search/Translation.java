package org.livingevidence.citations.search;

import java.util.ArrayList;
import java.util.List;

/// A query as it was understood, and what has to be said about that.
///
/// @param notes what was ignored, what could mean several, what is not known here
record Translation(Expression expression, List<Note> notes) {
  /// Something to know about a part of the query.
  ///
  /// @param at where that part begins in the query, from 0
  record Note(int at, String text) {}

  Translation {
    notes = List.copyOf(notes);
  }

  /// What is asked where order matters: the same, where words stand in the title and headings are
  /// major topics.
  Expression focus() {
    return focused(expression);
  }

  private static Expression focused(Expression expression) {
    return switch (expression) {
      case Expression.Leaf leaf ->
          new Expression.Leaf(leaf.field(), leaf.value(), focused(leaf.criterion()));
      case Expression.Operation operation -> {
        List<Expression> parts = new ArrayList<>();
        for (Expression part : operation.parts()) {
          boolean removed = operation.operator() == Operator.NOT && !parts.isEmpty();
          parts.add(removed ? part : focused(part));
        }
        yield new Expression.Operation(operation.operator(), parts);
      }
    };
  }

  private static Criterion focused(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Words words
          when words.scope() != Scope.ABSTRACT && words.scope() != Scope.KEYWORDS ->
          new Criterion.Words(Scope.TITLE, words.words(), words.distance());
      case Criterion.Coded coded when coded.code() == Code.HEADING ->
          new Criterion.Coded(Code.MAJOR, coded.values(), coded.stems());
      default -> criterion;
    };
  }
}
