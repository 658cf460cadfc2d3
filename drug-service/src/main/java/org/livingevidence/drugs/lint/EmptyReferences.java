package org.livingevidence.drugs.lint;

import java.util.function.Consumer;

/// A reference without a title or anything to find it by.
final class EmptyReferences implements Rule {
  static final String CODE = "empty-reference";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    var references = article.monograph().references();
    for (int i = 0; i < references.size(); i++) {
      String missing = references.get(i).missing();
      if (missing != null) {
        found.accept(
            Finding.at(
                CODE,
                Severity.ERROR,
                "/references/" + i,
                null,
                "Reference " + references.get(i).number() + " leads nowhere: it " + missing + "."));
      }
    }
  }
}
