package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A statement of use that does not say where it holds.
final class WithoutJurisdiction implements Rule {
  static final String CODE = "no-jurisdiction";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    Map<Use, List<Article.Check>> unstated = new IdentityHashMap<>();
    for (var check : article.checks()) {
      if (!check.isStated()) {
        unstated.computeIfAbsent(check.use(), use -> new ArrayList<>()).add(check);
      }
    }
    for (var use : article.uses()) {
      var checks = unstated.get(use);
      if (checks == null) {
        continue;
      }
      var differing = new TreeMap<String, String>();
      for (var each : checks) {
        if (!each.isApprovedEverywhere()) {
          each.standings()
              .forEach(
                  (where, standing) ->
                      differing.merge(
                          where,
                          each.condition().name() + " " + word(standing),
                          (one, other) -> one + ", " + other));
        }
      }
      var parts = new ArrayList<String>();
      differing.forEach((where, stands) -> parts.add(where + ": " + stands));
      found.accept(
          Finding.at(
              CODE,
              use.isApproval() || !differing.isEmpty() ? Severity.WARNING : Severity.NOTICE,
              use.pointer(),
              use.words(),
              differing.isEmpty()
                  ? "The statement does not say where it holds. What is held agrees with it in every"
                      + " jurisdiction."
                  : "The statement does not say where it holds, and it does not hold everywhere ("
                      + String.join("; ", parts)
                      + ")."));
    }
  }

  private static String word(Standing standing) {
    return switch (standing.kind()) {
      case APPROVED -> "approved";
      case STATED -> standing.held().getFirst().status().word();
      case NARROWER_APPROVED -> "only narrower approved";
      case BROADER_APPROVED -> "not named, though a broader one is";
      case OTHERS_APPROVED -> "not named";
      case NOT_HELD -> "not searched";
    };
  }
}
