package org.livingevidence.citations.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// An expression as a condition on the table `citation_search` (alias `s`). Whatever is asked of
/// the terms alone becomes one `tsquery`, which one walk of the index answers; values only ever
/// travel as parameters, as lexemes in quotes.
///
/// @param sql with a `?` for each parameter
/// @param parameters texts, numbers, or lists of texts
record SqlCondition(String sql, List<Object> parameters) {
  SqlCondition {
    parameters = List.copyOf(parameters);
  }

  /// More headings than this are not asked of the terms: a `tsquery` is evaluated anew for every
  /// candidate, and half of its alternatives each time.
  private static final int WIDE = 64;

  /// How many of them one walk of an index looks for: it compares all of them at every hit.
  private static final int TOGETHER = 16;

  /// A part of the condition: SQL, or the text of a `tsquery` in parentheses.
  private sealed interface Part {
    /// @param columns the same asked of columns in the row, where there are such; it is what a row
    ///     already read is asked, since terms lie outside the row
    record Terms(String query, @Nullable Sql columns) implements Part {
      Terms(String query) {
        this(query, null);
      }
    }

    record Sql(String sql, List<Object> parameters) implements Part {}
  }

  static SqlCondition of(Expression expression) {
    Part.Sql sql = sql(part(expression));
    return new SqlCondition(sql.sql(), sql.parameters());
  }

  /// Both conditions.
  SqlCondition and(SqlCondition other) {
    List<Object> all = new ArrayList<>(parameters);
    all.addAll(other.parameters);
    return new SqlCondition(sql + " and " + other.sql, all);
  }

  private static Part.Sql sql(Part part) {
    return switch (part) {
      case Part.Terms terms -> new Part.Sql("s.terms @@ ?::tsquery", List.of(terms.query()));
      case Part.Sql sql -> sql;
    };
  }

  private static Part part(Expression expression) {
    return switch (expression) {
      case Expression.Leaf leaf -> part(leaf.criterion());
      case Expression.Operation(Operator operator, List<Expression> of) -> {
        List<Part> parts = new ArrayList<>();
        for (Expression each : of) {
          parts.add(part(each));
        }
        yield operator == Operator.NOT ? without(parts) : joined(operator, parts);
      }
    };
  }

  /// Parts on terms become one part, the others stand beside it.
  private static Part joined(Operator operator, List<Part> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    StringJoiner terms =
        new StringJoiner(operator == Operator.AND ? " & " : " | ", "(", ")").setEmptyValue("");
    StringJoiner sql = new StringJoiner(operator == Operator.AND ? " and " : " or ", "(", ")");
    List<Object> parameters = new ArrayList<>();
    boolean mixed = false;
    for (Part part : parts) {
      switch (part) {
        case Part.Terms asked -> terms.add(asked.query());
        case Part.Sql(String condition, List<Object> its) -> {
          sql.add(condition);
          parameters.addAll(its);
          mixed = true;
        }
      }
    }
    String query = terms.toString();
    if (!mixed) {
      return new Part.Terms(query);
    }
    if (!query.isEmpty()) {
      sql.add("s.terms @@ ?::tsquery");
      parameters.add(query);
    }
    return new Part.Sql(sql.toString(), parameters);
  }

  private static Part without(List<Part> parts) {
    Part removed = joined(Operator.OR, parts.subList(1, parts.size()));
    if (parts.getFirst() instanceof Part.Terms from && removed instanceof Part.Terms terms) {
      return new Part.Terms("(" + from.query() + " & !" + terms.query() + ")");
    }
    Part.Sql kept = sql(parts.getFirst());
    Part.Sql away =
        removed instanceof Part.Terms terms && terms.columns() != null
            ? terms.columns()
            : sql(removed);
    List<Object> parameters = new ArrayList<>(kept.parameters());
    parameters.addAll(away.parameters());
    return new Part.Sql("(" + kept.sql() + " and not (" + away.sql() + "))", parameters);
  }

  private static Part part(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Words words -> new Part.Terms(words(words));
      case Criterion.Coded coded -> coded(coded);
      case Criterion.AnyOf(List<Criterion.Coded> kinds) ->
          joined(Operator.OR, kinds.stream().map(SqlCondition::coded).toList());
      case Criterion.Published(int from, int to) ->
          new Part.Sql("(s.published_on between ? and ?)", List.of(from, to));
      case Criterion.Identified(Criterion.Identifier kind, List<String> values) ->
          identified(kind, values);
      case Criterion.Everything everything -> new Part.Sql("true", List.of());
    };
  }

  private static Part coded(Criterion.Coded coded) {
    String column = coded.stems() ? null : column(coded.code());
    if (column != null && coded.values().size() > WIDE) {
      return new Part.Sql(wide(column, coded.values().size()), wide(keys(coded.values())));
    }
    StringJoiner any = new StringJoiner(" | ", "(", ")");
    for (String value : coded.values()) {
      any.add(SearchTerms.quoted(coded.code().term(value)) + (coded.stems() ? ":*" : ""));
    }
    return new Part.Terms(
        any.toString(),
        column == null
            ? null
            : new Part.Sql("(s." + column + " && ?::text[])", List.of(keys(coded.values()))));
  }

  /// A set of its own (`offset`), or the planner would take the table for joined with itself and
  /// compare every heading with every row.
  private static String wide(String column, int headings) {
    String some = "w." + column + " && ?::text[]";
    int walks = (headings + TOGETHER - 1) / TOGETHER;
    return "(s.id in (select w.id from citation_search w where "
        + String.join(" or ", Collections.nCopies(walks, some))
        + " offset 0))";
  }

  private static List<Object> wide(List<String> keys) {
    List<Object> walks = new ArrayList<>();
    for (int at = 0; at < keys.size(); at += TOGETHER) {
      walks.add(keys.subList(at, Math.min(keys.size(), at + TOGETHER)));
    }
    return walks;
  }

  /// Where headings stand beside the terms.
  private static @Nullable String column(Code code) {
    return switch (code) {
      case HEADING -> "headings";
      case MAJOR -> "majors";
      default -> null;
    };
  }

  /// Terms hold ids in lower case, columns as they are printed.
  private static List<String> keys(List<String> values) {
    return values.stream()
        .map(value -> value.startsWith("=") ? value : value.toUpperCase(Locale.ROOT))
        .toList();
  }

  private static Part identified(Criterion.Identifier kind, List<String> values) {
    String ids =
        switch (kind) {
          case PMID ->
              "select 'pmid:' || v from unnest(?::text[]) v"
                  + " union all select c.id from citation c"
                  + " where c.pmid = any (?) and c.id <> 'pmid:' || c.pmid";
          case PMCID -> "select c.id from citation c where c.pmcid = any (?)";
          case DOI -> "select c.id from citation c where c.doi = any (?)";
        };
    return new Part.Sql(
        "(s.id = any (array(" + ids + ")))",
        kind == Criterion.Identifier.PMID ? List.of(values, values) : List.of(values));
  }

  private static String words(Criterion.Words words) {
    Scope scope = words.scope();
    StringJoiner anywhere = new StringJoiner(" | ", "(", ")");
    for (String prefix : scope.prefixes()) {
      List<String> lexemes =
          words.words().stream()
              .map(
                  word ->
                      SearchTerms.quoted(prefix + word.text())
                          + (word.stem() || !scope.weight().isEmpty() ? ":" : "")
                          + (word.stem() ? "*" : "")
                          + scope.weight())
              .toList();
      if (words.distance() < 0) {
        anywhere.add("(" + String.join(" <-> ", lexemes) + ")");
      } else {
        for (int apart = 1; apart <= words.distance() + 1; apart++) {
          anywhere.add("(" + String.join(" <" + apart + "> ", lexemes) + ")");
          anywhere.add("(" + String.join(" <" + apart + "> ", lexemes.reversed()) + ")");
        }
      }
    }
    return anywhere.toString();
  }
}
