package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is typed is read or refused with a place within it.
public class QueryFuzzTest {
  private static final String[] PIECES = {
    "asthma",
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    "\"",
    "[ti]",
    "[mh:noexp]",
    "[dp]",
    "[tiab:~3]",
    "[",
    "]",
    "*",
    ":",
    "2010",
    "2010:2012",
    " ",
    "/",
    "'",
    "\\",
    "&",
    "|",
    "!",
    "<->",
    "β",
    "\0",
    "“",
    "[au]",
    "[filter]",
    "[nope]",
    "-",
    ",",
    "😀",
    "\ud800"
  };

  @FuzzTest(maxDuration = "24h")
  void aQueryIsReadOrRefused(FuzzedDataProvider data) {
    read(data.consumeRemainingAsString());
  }

  @Test
  void aQueryOfRandomPiecesIsReadOrRefused() {
    Random random = new Random(12);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder query = new StringBuilder();
      for (int n = random.nextInt(14); n >= 0; n--) {
        query.append(PIECES[random.nextInt(PIECES.length)]);
        query.append(random.nextBoolean() ? " " : "");
      }
      read(query.toString());
    }
  }

  private static void read(String text) {
    try {
      Query query = QueryParser.parse(text, 20_000, 1_000, 50);
      condition(query);
    } catch (QueryFault fault) {
      assertThat(fault.at()).isBetween(0, text.length());
      assertThat(fault.reason()).isNotBlank();
    }
  }

  /// What needs no names to be looked up becomes a condition, in which nothing that was typed
  /// stands outside of quotes.
  private static void condition(Query query) {
    switch (query) {
      case Query.Combined combined -> combined.parts().forEach(QueryFuzzTest::condition);
      case Query.Range range -> check(FieldTerms.range(range));
      case Query.Term term -> {
        check(FieldTerms.words(Scope.ALL, term.text(), -1, 4, term.at()));
        check(FieldTerms.author(term, SearchField.AUTHOR));
        check(FieldTerms.journal(term));
      }
    }
  }

  private static void check(Expression expression) {
    SqlCondition condition = SqlCondition.of(expression);
    assertThat(condition.sql()).matches("[a-z0-9_.?:@() ]+");
    for (Object parameter : condition.parameters()) {
      if (parameter instanceof String terms) {
        String outside = terms.replaceAll("'([^'\\\\]|''|\\\\\\\\)*'", "");
        assertThat(outside).matches("[ |&!()<>\\-0-9:*A-D]*");
      }
    }
  }
}
