package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Two lists of a drug's uses in one article that are not the same, though nothing says why.
///
/// Lists of different places may differ, so may a list of examples have less; a list may name the
/// narrower conditions where another names the broader. Two lists of one place that both agree with
/// what is held are right, even when one has less.
final class ListsDiffer implements Rule {
  static final String CODE = "lists-differ";

  /// So many lists of an article are compared with each other.
  private static final int MOST = 100;

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    Set<Use> right = new HashSet<>();
    Set<Use> wrong = new HashSet<>();
    article.checks().forEach(check -> (check.isRight() ? right : wrong).add(check.use()));
    right.removeAll(wrong);
    var lists =
        article.uses().stream()
            .filter(Use::isPositive)
            .filter(use -> broadest(use, held).size() > 1)
            .filter(use -> use.conditions().stream().allMatch(one -> one.id() != null))
            .limit(MOST)
            .toList();
    for (int i = 0; i < lists.size(); i++) {
      for (int j = i + 1; j < lists.size(); j++) {
        var one = lists.get(i);
        var other = lists.get(j);
        boolean comparable =
            one.drug().equals(other.drug())
                && (one.jurisdictions().isEmpty()
                    || other.jurisdictions().isEmpty()
                    || one.jurisdictions().equals(other.jurisdictions()));
        if (comparable && !(right.contains(one) && right.contains(other))) {
          compare(one, other, held, found);
        }
      }
    }
  }

  private static List<Use.Condition> broadest(Use use, Held held) {
    var kept = new ArrayList<Use.Condition>();
    for (var condition : use.conditions()) {
      if (kept.stream().noneMatch(upper -> held.covers(upper, condition))) {
        kept.removeIf(lower -> held.covers(condition, lower));
        kept.add(condition);
      }
    }
    return kept;
  }

  private static void compare(Use one, Use other, Held held, Consumer<Finding> found) {
    var more = other.example() ? List.<String>of() : beyond(one, other, held);
    var less = one.example() ? List.<String>of() : beyond(other, one, held);
    if (more.isEmpty() && less.isEmpty()) {
      return;
    }
    found.accept(
        new Finding(
            CODE,
            Severity.WARNING,
            one.pointer(),
            one.words(),
            "This list of what "
                + one.drug()
                + " is for differs from the one at "
                + other.pointer()
                + (more.isEmpty() ? "" : "; only here: " + String.join(", ", more))
                + (less.isEmpty() ? "" : "; only there: " + String.join(", ", less))
                + ".",
            List.of(),
            List.of(other.pointer())));
  }

  /// What one list names and no entry of the other covers.
  private static List<String> beyond(Use one, Use other, Held held) {
    return one.conditions().stream()
        .filter(
            condition ->
                other.conditions().stream().noneMatch(upper -> held.covers(upper, condition)))
        .map(Use.Condition::name)
        .distinct()
        .collect(Collectors.toList());
  }
}
