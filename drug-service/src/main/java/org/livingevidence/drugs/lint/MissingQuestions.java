package org.livingevidence.drugs.lint;

import java.util.function.Consumer;

/// An answer that has lost its question, or a question without an answer.
final class MissingQuestions implements Rule {
  static final String CODE = "question-missing";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    var faq = article.monograph().faq();
    for (int i = 0; i < faq.size(); i++) {
      boolean asked = !faq.get(i).question().isEmpty();
      boolean answered = !faq.get(i).answer().isEmpty();
      if (!asked || !answered) {
        found.accept(
            Finding.at(
                CODE,
                Severity.ERROR,
                "/faq/" + i + (asked ? "/answer" : "/question"),
                asked ? faq.get(i).question() : faq.get(i).answer(),
                asked ? "The question has no answer." : "The answer has no question."));
      }
    }
  }
}
