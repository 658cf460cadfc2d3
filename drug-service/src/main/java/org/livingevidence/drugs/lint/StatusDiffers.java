package org.livingevidence.drugs.lint;

import java.util.List;
import java.util.function.Consumer;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Status;
import org.livingevidence.drugs.lint.Standing.Kind;

/// A claim whose status is not the one that is held: what was not found has been approved since,
/// what is approved is so conditionally.
final class StatusDiffers implements Rule {
  static final String CODE = "status-differs";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    for (var use : article.uses()) {
      var status = use.status();
      if (status != null && use.entered() && held.drug(use.drug()) != null) {
        for (var condition : use.conditions()) {
          for (String where : use.jurisdictions()) {
            check(use, status, condition, held.standing(use.drug(), condition, where), found);
          }
        }
      }
    }
  }

  private static void check(
      Use use, Status status, Use.Condition condition, Standing standing, Consumer<Finding> found) {
    boolean comparable =
        standing.is(Kind.APPROVED) || (standing.is(Kind.STATED) && !use.isApproval());
    List<Indication> stated = standing.held();
    if (!comparable || stated.stream().anyMatch(one -> one.status() == status)) {
      return;
    }
    var now = stated.getFirst().status();
    found.accept(
        new Finding(
            CODE,
            severity(status, standing),
            condition.pointer(),
            use.words(),
            "The claim says "
                + status.word()
                + " for \""
                + condition.name()
                + "\"; held is "
                + now.word()
                + ".",
            stated.stream().map(one -> Finding.Against.of(use.drug(), one)).toList(),
            List.of()));
  }

  private static Severity severity(Status claimed, Standing standing) {
    return switch (claimed) {
      case NONE_FOUND, WITHDRAWN -> standing.is(Kind.APPROVED) ? Severity.ERROR : Severity.WARNING;
      case NOT_SEARCHED -> standing.is(Kind.APPROVED) ? Severity.WARNING : Severity.NOTICE;
      case APPROVED, CONDITIONAL, EMERGENCY, OFF_LABEL -> Severity.WARNING;
    };
  }
}
