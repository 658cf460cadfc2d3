package org.livingevidence.citations.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query as it was understood: what is asked of the index, and how that reads.
sealed interface Expression {
  /// Expressions under one operator; of [Operator#NOT] the later ones are taken away from the
  /// first.
  record Operation(Operator operator, List<Expression> parts) implements Expression {
    public Operation {
      parts = List.copyOf(parts);
    }
  }

  /// One criterion.
  ///
  /// @param field the field's long name
  /// @param value as it is shown: `asthma`, `2010/01/01:2015/12/31`
  /// @param id of the topic that a heading is
  /// @param narrower how many narrower topics count as well
  record Leaf(String field, String value, Criterion criterion, @Nullable String id, int narrower)
      implements Expression {
    Leaf(String field, String value, Criterion criterion) {
      this(field, value, criterion, null, 0);
    }
  }

  /// Expressions under one operator; one alone is itself.
  static Expression of(Operator operator, List<Expression> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Operation(operator, parts);
  }

  /// The expression as text in PubMed's language, with every unit in parentheses.
  default String text() {
    return switch (this) {
      case Leaf leaf ->
          leaf.criterion() instanceof Criterion.Everything
              ? "all[Filter]"
              : "\"" + leaf.value() + "\"[" + leaf.field() + "]";
      case Operation operation -> {
        StringBuilder text = new StringBuilder();
        for (Expression part : operation.parts()) {
          text.append(text.isEmpty() ? "" : " " + operation.operator() + " ");
          text.append(part instanceof Operation ? "(" + part.text() + ")" : part.text());
        }
        yield text.toString();
      }
    };
  }
}
