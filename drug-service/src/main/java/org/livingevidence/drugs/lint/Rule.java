package org.livingevidence.drugs.lint;

import java.util.function.Consumer;

/// One thing that the lint looks for (`docs/lint.md`).
interface Rule {
  void check(Article article, Held held, Consumer<Finding> found);
}
