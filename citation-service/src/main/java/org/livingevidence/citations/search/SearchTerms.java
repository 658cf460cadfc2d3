package org.livingevidence.citations.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a citation is found by, as the text of a `tsvector`: words with places, exact terms
/// without.
final class SearchTerms {
  /// Between two fields, so that no phrase reaches from one into the next.
  private static final int GAP = 100;

  private static final int LAST_PLACE = 16_383;
  private static final int PLACES = 256;

  /// A `tsvector` holds a megabyte; no citation that can be an event comes near.
  private static final int LONGEST = 250_000;

  /// Where one word stands: places as the text of a `tsvector` has them.
  private static final class Places {
    private final StringBuilder text = new StringBuilder(8);
    private int count;

    private void add(int place, char weight) {
      if (++count > PLACES) {
        return;
      }
      text.append(count == 1 ? ':' : ',').append(Math.min(place, LAST_PLACE));
      if (weight != 'D') {
        text.append(weight);
      }
    }
  }

  /// Words of the citation's own text; they are letters and digits.
  private final Map<String, Places> words = new HashMap<>(512);

  /// The others by their prefix.
  private final Map<String, Places> titles = new HashMap<>(64);
  private final Map<String, Places> indexing = new HashMap<>(128);
  private final Map<String, Places> rest = new HashMap<>(64);

  private final Set<String> exact = new HashSet<>(256);
  private int inText;
  private int inIndexing;
  private int inRest;

  /// Adds the title, which is also searched for itself.
  void title(String text) {
    int place = inText;
    for (String word : SearchWords.of(text)) {
      place(words, word, ++place, 'A');
      place(titles, word, place, 'D');
    }
    inText = place + GAP;
  }

  /// Adds a text of the citation's own.
  ///
  /// @param weight `B` in the abstract, `C` in a keyword
  void text(String text, char weight) {
    int place = inText;
    for (String word : SearchWords.of(text)) {
      place(words, word, ++place, weight);
    }
    inText = place + GAP;
  }

  /// Adds what an indexer wrote.
  void indexing(String text) {
    for (String word : SearchWords.of(text)) {
      place(indexing, word, ++inIndexing, 'D');
    }
    inIndexing += 2;
  }

  /// Adds words that are found in all fields only.
  void rest(String text) {
    for (String word : SearchWords.of(text)) {
      place(rest, word, ++inRest, 'D');
    }
    inRest += 2;
  }

  /// Adds an exact term, unless it is empty.
  void exact(Code code, String value) {
    if (!value.isEmpty()) {
      exact.add(code.term(value.length() > 500 ? value.substring(0, 500) : value));
    }
  }

  private static void place(Map<String, Places> row, String word, int place, char weight) {
    row.computeIfAbsent(word, unused -> new Places()).add(place, weight);
  }

  /// The text that PostgreSQL reads as a `tsvector`.
  String text() {
    StringBuilder text = new StringBuilder(8_192);
    for (String term : exact) {
      if (text.length() < LONGEST) {
        text.append(quoted(term)).append(' ');
      }
    }
    append(text, "", words);
    append(text, "t:", titles);
    append(text, "x:", indexing);
    append(text, "o:", rest);
    return text.toString();
  }

  private static void append(StringBuilder text, String prefix, Map<String, Places> row) {
    for (Map.Entry<String, Places> word : row.entrySet()) {
      if (text.length() < LONGEST) {
        // Words have no quote or backslash in them.
        text.append('\'').append(prefix).append(word.getKey()).append('\'');
        text.append(word.getValue().text).append(' ');
      }
    }
  }

  /// A lexeme as PostgreSQL reads it back, whatever characters it holds.
  static String quoted(String lexeme) {
    boolean plain = lexeme.indexOf('\'') < 0 && lexeme.indexOf('\\') < 0;
    String escaped = plain ? lexeme : lexeme.replace("\\", "\\\\").replace("'", "''");
    return "'" + escaped + "'";
  }

  /// For tests: the exact terms.
  List<String> exact() {
    return exact.stream().sorted().toList();
  }
}
