package org.livingevidence.drugs.lint;

import java.util.function.Consumer;

/// A quote that its source does not have.
final class QuotesInSource implements Rule {
  static final String CODE = "quote-not-in-source";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    for (var quote : Quotes.of(article, held)) {
      switch (quote.state()) {
        case VERIFIED -> {}
        case NOT_IN_SOURCE ->
            found.accept(
                Finding.at(
                    CODE,
                    Severity.ERROR,
                    quote.pointer(),
                    quote.words(),
                    "The source is held and does not have these words."));
        case NOT_HELD ->
            found.accept(
                Finding.at(
                    NotChecked.CODE,
                    Severity.NOTICE,
                    quote.pointer(),
                    quote.words(),
                    "The source of the quote is not held. It was not checked."));
      }
    }
  }
}
