package org.livingevidence.drugs.lint;

import java.util.function.Consumer;
import org.livingevidence.drugs.monograph.Prose;

/// Text that somebody would have to render first, and that nobody does.
final class UnrenderedMarkup implements Rule {
  static final String CODE = "markup";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    for (var text : article.texts()) {
      String markup = Prose.markup(text.words());
      if (markup != null) {
        found.accept(
            Finding.at(
                CODE,
                Severity.ERROR,
                text.pointer(),
                text.words().substring(Prose.markupAt(text.words())),
                "The text holds markup (\""
                    + markup
                    + "\"), which readers see as it stands. A link belongs into a reference."));
      }
    }
    for (int i = 0; i < article.monograph().references().size(); i++) {
      String title = article.monograph().references().get(i).title();
      String markup = Prose.markup(title);
      if (markup != null) {
        found.accept(
            Finding.at(
                CODE,
                Severity.ERROR,
                "/references/" + i + "/title",
                title,
                "The title holds markup (\"" + markup + "\")."));
      }
    }
  }
}
