package org.livingevidence.drugs.lint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.lint.Standing.Kind;

/// A statement of use that covers more than was approved: a broader condition, or children where
/// the approval is for adults.
final class BroaderThanLabel implements Rule {
  static final String CODE = "broader-than-label";

  private static final BigDecimal ADULT = BigDecimal.valueOf(18);

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    for (var check : article.checks()) {
      if (!check.isRight()) {
        condition(check, found);
      }
      if (check.use().children()) {
        children(check, found);
      }
    }
  }

  private static void condition(Article.Check check, Consumer<Finding> found) {
    var narrower = new ArrayList<Indication>();
    check
        .standings()
        .values()
        .forEach(
            standing -> {
              if (standing.is(Kind.NARROWER_APPROVED)) {
                narrower.addAll(standing.held());
              }
            });
    if (narrower.isEmpty()) {
      return;
    }
    var use = check.use();
    boolean certain = check.isStated() ? use.isApproval() : !check.isApprovedSomewhere();
    found.accept(
        new Finding(
            CODE,
            certain ? Severity.ERROR : Severity.WARNING,
            check.condition().pointer(),
            use.words(),
            "\""
                + check.condition().name()
                + "\" is broader than what "
                + use.drug()
                + " is approved for: "
                + named(narrower)
                + ".",
            narrower.stream().map(one -> Finding.Against.of(use.drug(), one)).toList(),
            List.of()));
  }

  private static void children(Article.Check check, Consumer<Finding> found) {
    var approved =
        check.standings().values().stream()
            .filter(standing -> standing.is(Kind.APPROVED))
            .flatMap(standing -> standing.held().stream())
            .toList();
    if (approved.isEmpty() || !approved.stream().allMatch(BroaderThanLabel::isForAdults)) {
      return;
    }
    var use = check.use();
    found.accept(
        new Finding(
            CODE,
            Severity.WARNING,
            use.pointer(),
            use.words(),
            "The statement names children; "
                + use.drug()
                + " is approved for adults only: "
                + named(approved)
                + ".",
            approved.stream().map(one -> Finding.Against.of(use.drug(), one)).toList(),
            List.of()));
  }

  private static boolean isForAdults(Indication held) {
    var population = held.population();
    var from = population == null ? null : population.ageMin();
    return from != null && from.unit().equals("a") && from.value().compareTo(ADULT) >= 0;
  }

  static String named(List<Indication> held) {
    return held.stream()
        .map(one -> one.condition().name() + " (" + one.jurisdiction() + ")")
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
