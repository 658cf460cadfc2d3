package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a OR b AND c | ((a OR b) AND c)",
        "a NOT b OR c | ((a NOT b) OR c)",
        "a OR (b AND c) | (a OR (b AND c))",
        "a AND b AND c NOT d NOT e | ((a AND b AND c) NOT d NOT e)",
        "a AND (b AND c) AND d | (a AND (b AND c) AND d)",
        "heart attack OR stroke | (heart attack OR stroke)",
        "heart attack[ti] stroke[tiab] | (heart attack[ti] AND stroke[tiab])",
        "\"heart attack\" prevention | (\"heart attack\" AND prevention)",
        "asthma AND NOT child | (asthma NOT child)",
        "NOT child | (all[filter] NOT child)",
        "and or not | and or not",
        "a[MeSH Terms:noexp] | a[mesh terms:noexp]",
        "a[Title/Abstract:~3] | a[title/abstract:~3]",
        "2010:2015[dp] | 2010:2015[date - publication]",
        "\"2010/01/01\"[Date - Publication] : \"3000\"[Date - Publication]"
            + " | 2010/01/01:3000[date - publication]",
        "2010[dp]:2012[dp] AND x | (2010:2012[date - publication] AND x)",
        "((a)) | a",
      })
  void aQueryIsReadFromLeftToRight(String query, String expected) {
    assertThat(text(parse(query))).isEqualTo(normal(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a AND | 2 | nothing on its right",
        "OR a | 0 | nothing on its left",
        "a AND OR b | 6 | no term between",
        "(a OR b | 0 | not closed",
        "a) | 1 | closes none",
        "a OR () | 5 | nothing between",
        "\"a | 0 | quotation mark is not closed",
        "a[ti | 1 | bracket is not closed",
        "a] | 1 | closes none",
        "[ti] | 0 | no term on its left",
        "(a)[ti] | 3 | behind parentheses",
        "a[nonsense] | 1 | there is no field [nonsense]",
        "harvard[ad] | 7 | does not keep",
        "a b[mh:~3] | 3 | only",
        "2010[dp] : | 9 | no end",
      })
  void whatCannotBeReadIsNamedWithItsPlace(String query, int at, String reason) {
    assertThatThrownBy(() -> parse(query))
        .isInstanceOfSatisfying(
            QueryFault.class,
            fault -> {
              assertThat(fault.at()).isEqualTo(at);
              assertThat(fault.reason()).contains(reason);
            });
  }

  @Test
  void aQueryIsBoundedInEveryDirection() {
    assertFault("a".repeat(20_001), "longer than 20000");
    assertFault("a ".repeat(1_001), "more than 1000 words");
    assertFault("a OR ".repeat(1_001) + "a", "more than 1000 words");
    assertFault("(".repeat(60) + "a" + ")".repeat(60), "nest deeper than 50");
    assertFault("", "empty");
    assertFault("  \t\n", "empty");
    assertFault("a\0b", "control character");
    assertFault("a OR b AND ".repeat(499) + "c", "use parentheses");
    assertThat(parse("a OR b AND ".repeat(90) + "c")).isNotNull();
    assertThat(parse("a OR ".repeat(999) + "c")).isNotNull();
  }

  private static void assertFault(String query, String reason) {
    assertThatThrownBy(() -> parse(query))
        .isInstanceOf(QueryFault.class)
        .hasMessageContaining(reason);
  }

  private static Query parse(String query) {
    return QueryParser.parse(query, 20_000, 1_000, 50);
  }

  private static String text(Query query) {
    return switch (query) {
      case Query.Combined combined ->
          combined.parts().stream()
              .map(QueryParserTest::text)
              .collect(Collectors.joining(" " + combined.operator() + " ", "(", ")"));
      case Query.Term term ->
          (term.quoted() ? "\"" + term.text() + "\"" : term.text()) + tag(term.tag());
      case Query.Range range -> range.from() + ":" + range.to() + tag(range.tag());
    };
  }

  private static String tag(Query.@org.jspecify.annotations.Nullable Tag tag) {
    return tag == null
        ? ""
        : "["
            + tag.field()
            + (tag.explode() ? "" : ":noexp")
            + (tag.distance() < 0 ? "" : ":~" + tag.distance())
            + "]";
  }

  /// The expected text with each tag as its field.
  private static String normal(String expected) {
    StringBuilder normal = new StringBuilder();
    int at = 0;
    while (at < expected.length()) {
      int open = expected.indexOf('[', at);
      if (open < 0) {
        return normal.append(expected.substring(at)).toString();
      }
      int close = expected.indexOf(']', open);
      String name = expected.substring(open + 1, close);
      int colon = name.indexOf(':');
      String field = colon < 0 ? name : name.substring(0, colon);
      normal
          .append(expected, at, open)
          .append("[")
          .append(SearchField.named(field))
          .append(colon < 0 ? "" : name.substring(colon))
          .append("]");
      at = close + 1;
    }
    return normal.toString();
  }
}
