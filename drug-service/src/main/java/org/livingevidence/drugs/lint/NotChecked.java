package org.livingevidence.drugs.lint;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.livingevidence.drugs.lint.Standing.Kind;

/// Something that could not be compared, so that silence about it is no praise.
final class NotChecked implements Rule {
  static final String CODE = "not-checked";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    Set<String> drugs = new HashSet<>();
    for (int i = 0; i < article.monograph().drugs().size(); i++) {
      String drug = article.monograph().drugs().get(i);
      if (drugs.add(drug) && held.drug(drug) == null) {
        notice(found, "/drugs/" + i, drug, "The drug \"" + drug + "\" is not held.");
      }
    }
    for (var use : article.uses()) {
      if (held.drug(use.drug()) == null && drugs.add(use.drug())) {
        notice(found, use.pointer(), use.words(), "The drug \"" + use.drug() + "\" is not held.");
      }
    }
    for (var check : article.checks()) {
      boolean nothing = check.standings().values().stream().allMatch(one -> one.is(Kind.NOT_HELD));
      if (nothing) {
        String where =
            check.isStated() ? " (" + String.join(", ", check.use().jurisdictions()) + ")" : "";
        notice(
            found,
            check.condition().pointer(),
            check.use().words(),
            check.condition().id() == null
                ? "\"" + check.condition().name() + "\" is no condition that is known by one name."
                : "Nothing is held of "
                    + check.use().drug()
                    + " for \""
                    + check.condition().name()
                    + "\""
                    + where
                    + ": not searched.");
      }
    }
  }

  private static void notice(
      Consumer<Finding> found, String pointer, String excerpt, String message) {
    found.accept(
        Finding.at(CODE, Severity.NOTICE, pointer, excerpt, message + " It was not checked."));
  }
}
