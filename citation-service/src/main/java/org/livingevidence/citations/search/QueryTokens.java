package org.livingevidence.citations.search;

import java.util.ArrayList;
import java.util.List;

/// A query cut into words, phrases, tags, operators and parentheses.
final class QueryTokens {
  private QueryTokens() {}

  /// What a token is.
  enum Kind {
    OPEN,
    CLOSE,
    /// Between quotes, which are taken off.
    PHRASE,
    /// Between brackets, which are taken off.
    TAG,
    WORD,
    OPERATOR,
    END
  }

  /// @param at where it begins in the query
  record Token(Kind kind, String text, int at) {}

  /// @return the tokens, of which the last is [Kind#END]
  static List<Token> of(String query) {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < query.length()) {
      char c = query.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '(' || c == ')') {
        tokens.add(new Token(c == '(' ? Kind.OPEN : Kind.CLOSE, String.valueOf(c), i++));
      } else if (quote(c)) {
        int end = i + 1;
        while (end < query.length() && !quote(query.charAt(end))) {
          end++;
        }
        if (end == query.length()) {
          throw new QueryFault(i, "this quotation mark is not closed");
        }
        tokens.add(new Token(Kind.PHRASE, query.substring(i + 1, end), i));
        i = end + 1;
      } else if (c == '[') {
        int end = query.indexOf(']', i);
        if (end < 0) {
          throw new QueryFault(i, "this bracket is not closed");
        }
        tokens.add(new Token(Kind.TAG, query.substring(i + 1, end), i));
        i = end + 1;
      } else if (c == ']') {
        throw new QueryFault(i, "this bracket closes none");
      } else {
        int end = i;
        while (end < query.length() && inWord(query.charAt(end))) {
          end++;
        }
        String word = query.substring(i, end);
        boolean operator = word.equals("AND") || word.equals("OR") || word.equals("NOT");
        tokens.add(new Token(operator ? Kind.OPERATOR : Kind.WORD, word, i));
        i = end;
      }
    }
    tokens.add(new Token(Kind.END, "", query.length()));
    return tokens;
  }

  private static boolean quote(char c) {
    return c == '"' || c == '“' || c == '”' || c == '„';
  }

  private static boolean inWord(char c) {
    return !Character.isWhitespace(c) && "()[]".indexOf(c) < 0 && !quote(c);
  }
}
