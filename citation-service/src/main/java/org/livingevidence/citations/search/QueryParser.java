package org.livingevidence.citations.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.search.QueryTokens.Kind;
import org.livingevidence.citations.search.QueryTokens.Token;

/// Reads PubMed's query language: terms with tags behind them, AND, OR and NOT in upper case and
/// from left to right, parentheses. Terms beside each other are joined by AND.
final class QueryParser {
  private static final Pattern DISTANCE = Pattern.compile("(.*):~(\\d{1,3})");
  private static final int FARTHEST = 50;

  /// From left to right, each change of operator nests what is on its left.
  private static final int DEEPEST_CHAIN = 200;

  private final List<Token> tokens;
  private final int mostTerms;
  private final int deepest;
  private int next;
  private int terms;

  private QueryParser(List<Token> tokens, int mostTerms, int deepest) {
    this.tokens = tokens;
    this.mostTerms = mostTerms;
    this.deepest = deepest;
  }

  /// @throws QueryFault when the query cannot be read
  static Query parse(String query, int longest, int mostTerms, int deepest) {
    if (query.length() > longest) {
      throw new QueryFault(longest, "the query is longer than " + longest + " characters");
    }
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (Character.isISOControl(c) && !Character.isWhitespace(c)) {
        throw new QueryFault(i, "a control character cannot be searched for");
      }
    }
    QueryParser parser = new QueryParser(QueryTokens.of(query), mostTerms, deepest);
    if (parser.peek().kind() == Kind.END) {
      throw new QueryFault(0, "the query is empty");
    }
    Query read = parser.expression(0);
    Token rest = parser.peek();
    if (rest.kind() == Kind.CLOSE) {
      throw new QueryFault(rest.at(), "this parenthesis closes none");
    }
    return read;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Query expression(int depth) {
    if (depth > deepest) {
      throw new QueryFault(peek().at(), "parentheses nest deeper than " + deepest);
    }
    Query left = peek().kind() == Kind.OPERATOR ? null : operand(depth);
    boolean grown = false;
    while (peek().kind() != Kind.END && peek().kind() != Kind.CLOSE) {
      Token sign = peek();
      Operator operator = operator();
      if (left == null) {
        if (operator != Operator.NOT) {
          throw new QueryFault(sign.at(), operator + " has nothing on its left");
        }
        left = new Query.Term("all", false, tag(SearchField.FILTER, sign.at()), sign.at());
      }
      if (peek().kind() == Kind.END || peek().kind() == Kind.CLOSE) {
        throw new QueryFault(sign.at(), operator + " has nothing on its right");
      }
      Query right = operand(depth);
      left = combined(left, operator, right, grown);
      grown = true;
    }
    if (left == null) {
      throw new QueryFault(peek().at(), "there is nothing between these parentheses");
    }
    return left;
  }

  /// The operator that stands next; AND where none does. AND NOT is NOT.
  private Operator operator() {
    Token sign = peek();
    if (sign.kind() != Kind.OPERATOR) {
      return Operator.AND;
    }
    next++;
    Token second = peek();
    if (second.kind() != Kind.OPERATOR) {
      return Operator.valueOf(sign.text());
    }
    if (sign.text().equals("AND") && second.text().equals("NOT")) {
      next++;
      if (peek().kind() != Kind.OPERATOR) {
        return Operator.NOT;
      }
    }
    throw new QueryFault(second.at(), "there is no term between " + sign.text() + " and this");
  }

  /// From left to right; a chain of one operator stays flat, unless parentheses made it a unit.
  private static Query combined(Query left, Operator operator, Query right, boolean grown) {
    List<Query> parts = new ArrayList<>();
    if (grown && left instanceof Query.Combined chain && chain.operator() == operator) {
      parts.addAll(chain.parts());
    } else {
      parts.add(left);
    }
    parts.add(right);
    int depth = Math.max(depth(parts.getFirst()), depth(right)) + 1;
    if (left instanceof Query.Combined chain && parts.size() > 2) {
      depth = Math.max(depth, chain.depth());
    }
    if (depth > DEEPEST_CHAIN) {
      throw new QueryFault(
          right.at(), "operators change more than " + DEEPEST_CHAIN + " times; use parentheses");
    }
    return new Query.Combined(operator, parts, left.at(), depth);
  }

  private static int depth(Query query) {
    return query instanceof Query.Combined combined ? combined.depth() : 0;
  }

  private Query operand(int depth) {
    Token token = peek();
    switch (token.kind()) {
      case OPEN -> {
        next++;
        if (peek().kind() == Kind.CLOSE) {
          throw new QueryFault(token.at(), "there is nothing between these parentheses");
        }
        Query inside = expression(depth + 1);
        if (peek().kind() != Kind.CLOSE) {
          throw new QueryFault(token.at(), "this parenthesis is not closed");
        }
        next++;
        if (peek().kind() == Kind.TAG) {
          throw new QueryFault(
              peek().at(), "a tag stands behind a term or a phrase, not behind parentheses");
        }
        return inside;
      }
      case PHRASE, WORD -> {
        return term();
      }
      case TAG -> throw new QueryFault(token.at(), "this tag has no term on its left");
      case CLOSE -> throw new QueryFault(token.at(), "this parenthesis closes none");
      case OPERATOR, END -> throw new QueryFault(token.at(), "a term is missing here");
    }
    throw new IllegalStateException("every kind of token is treated");
  }

  private Query term() {
    counted();
    Token first = peek();
    String text = text();
    Query.Tag tag = tag();
    if (tag == null) {
      return new Query.Term(text, first.kind() == Kind.PHRASE, null, first.at());
    }
    String to = tag.field() == SearchField.PUBLICATION_DATE ? upTo() : null;
    if (to != null) {
      return new Query.Range(text, to, tag, first.at());
    }
    int colon = text.indexOf(':');
    if (tag.field() == SearchField.PUBLICATION_DATE && colon >= 0) {
      return new Query.Range(
          text.substring(0, colon).strip(), text.substring(colon + 1).strip(), tag, first.at());
    }
    return new Query.Term(text, first.kind() == Kind.PHRASE, tag, first.at());
  }

  private void counted() {
    if (++terms > mostTerms) {
      throw new QueryFault(peek().at(), "the query has more than " + mostTerms + " words");
    }
  }

  /// A phrase, or all words up to what is no word.
  private String text() {
    if (peek().kind() == Kind.PHRASE) {
      return tokens.get(next++).text();
    }
    StringBuilder text = new StringBuilder();
    while (peek().kind() == Kind.WORD) {
      if (!text.isEmpty()) {
        counted();
      }
      text.append(text.isEmpty() ? "" : " ").append(tokens.get(next++).text());
    }
    return text.toString();
  }

  /// The upper end in `"2010"[dp] : "2015"[dp]`; null when there is none.
  private @Nullable String upTo() {
    Token colon = peek();
    if (colon.kind() != Kind.WORD || !colon.text().startsWith(":")) {
      return null;
    }
    next++;
    String to = colon.text().substring(1);
    if (to.isEmpty()) {
      if (peek().kind() != Kind.WORD && peek().kind() != Kind.PHRASE) {
        throw new QueryFault(colon.at(), "this range has no end");
      }
      to = tokens.get(next++).text();
    }
    Query.Tag tag = tag();
    if (tag != null && tag.field() != SearchField.PUBLICATION_DATE) {
      throw new QueryFault(tag.at(), "both ends of a range have the same tag");
    }
    return to;
  }

  private Query.@Nullable Tag tag() {
    Token token = peek();
    if (token.kind() != Kind.TAG) {
      return null;
    }
    next++;
    String name = token.text().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    name = name.replaceAll(" ?: ?", ":");
    int distance = -1;
    Matcher near = DISTANCE.matcher(name);
    if (near.matches()) {
      name = near.group(1).strip();
      distance = Integer.parseInt(near.group(2));
    }
    boolean explode = !name.endsWith(":noexp");
    if (!explode) {
      name = name.substring(0, name.length() - ":noexp".length()).strip();
    }
    SearchField field = SearchField.named(name);
    if (field == null) {
      throw new QueryFault(
          token.at(),
          SearchField.notKept(name)
              ? "[" + token.text() + "] is a field of PubMed's that this service does not keep"
              : "there is no field [" + token.text() + "]");
    }
    if (distance >= 0 && field != SearchField.TITLE && field != SearchField.TITLE_ABSTRACT) {
      throw new QueryFault(
          token.at(), "words may stand apart (:~) in [Title] and [Title/Abstract] only");
    }
    if (distance > FARTHEST) {
      throw new QueryFault(token.at(), "words may stand at most " + FARTHEST + " apart");
    }
    return new Query.Tag(field, explode, distance, token.at());
  }

  private static Query.Tag tag(SearchField field, int at) {
    return new Query.Tag(field, true, -1, at);
  }
}
