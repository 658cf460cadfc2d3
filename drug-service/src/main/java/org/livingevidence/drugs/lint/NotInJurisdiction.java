package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.indication.Status;
import org.livingevidence.drugs.lint.Standing.Kind;

/// A statement of use that does not hold where it is said to, or not in a place where it is said
/// of none.
final class NotInJurisdiction implements Rule {
  static final String CODE = "not-in-jurisdiction";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    for (var check : article.checks()) {
      boolean broader =
          check.standings().values().stream().anyMatch(one -> one.is(Kind.NARROWER_APPROVED));
      if (!check.isRight() && !(check.isStated() && broader)) {
        Map<String, Standing> against = new TreeMap<>(check.standings());
        against.values().removeIf(standing -> !contradicts(check, standing));
        if (!against.isEmpty()) {
          found.accept(finding(check, against));
        }
      }
    }
  }

  /// What no place is given for is not held against the places that say nothing of it, as long as
  /// some place agrees.
  private static boolean contradicts(Article.Check check, Standing standing) {
    return switch (standing.kind()) {
      case APPROVED, NARROWER_APPROVED, NOT_HELD -> false;
      case STATED ->
          check.use().isApproval()
              || standing.held().stream().noneMatch(one -> one.status() == Status.OFF_LABEL);
      case BROADER_APPROVED, OTHERS_APPROVED -> check.isStated() || !check.isApprovedSomewhere();
    };
  }

  private static Finding finding(Article.Check check, Map<String, Standing> standings) {
    var use = check.use();
    var parts = new ArrayList<String>();
    var against = new ArrayList<Finding.Against>();
    standings.forEach(
        (where, standing) -> {
          parts.add(where + ": " + says(standing));
          standing.held().forEach(one -> against.add(Finding.Against.of(use.drug(), one)));
        });
    boolean inherited = standings.values().stream().allMatch(one -> one.is(Kind.BROADER_APPROVED));
    boolean certain = check.isStated() ? use.isApproval() : !check.isApprovedSomewhere();
    return new Finding(
        CODE,
        certain && !inherited ? Severity.ERROR : Severity.WARNING,
        check.condition().pointer(),
        use.words(),
        "No approval of "
            + use.drug()
            + " for \""
            + check.condition().name()
            + "\" is held ("
            + String.join("; ", parts)
            + ").",
        against,
        List.of());
  }

  private static @Nullable String says(Standing standing) {
    return switch (standing.kind()) {
      case STATED -> standing.held().getFirst().status().word();
      case BROADER_APPROVED ->
          "approved for " + BroaderThanLabel.named(standing.held()) + ", which is not inherited";
      default -> "the approvals held do not name it";
    };
  }
}
