package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.livingevidence.drugs.form.InvalidForm;
import org.livingevidence.drugs.monograph.Monograph;

/// What the form of a published article does not take, and no other rule has named.
final class NotPublishable implements Rule {
  static final String CODE = "not-publishable";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    var named = new ArrayList<String>();
    for (var rule :
        List.of(new EmptyReferences(), new UnrenderedMarkup(), new MissingQuestions())) {
      rule.check(article, held, finding -> named.add(finding.pointer()));
    }
    try {
      var unused = Monograph.read(article.monograph().form(), article.monograph().id());
    } catch (InvalidForm e) {
      for (var fault : e.errors()) {
        String pointer = pointer(fault.field());
        if (named.stream().noneMatch(at -> pointer.equals(at) || pointer.startsWith(at + "/"))) {
          found.accept(
              Finding.at(
                  CODE,
                  Severity.ERROR,
                  pointer,
                  null,
                  "As it is, this cannot be published: " + fault.reason() + "."));
        }
      }
    }
  }

  /// `faq[1].answer` as a JSON Pointer.
  static String pointer(String path) {
    return "/" + path.replaceAll("\\[(\\d+)\\]", "/$1").replace('.', '/');
  }
}
