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

  private final Map<String, StringBuilder> words = new HashMap<>(256);
  private final Map<String, Integer> counts = new HashMap<>(256);
  private final Set<String> exact = new HashSet<>(128);
  private int inText;
  private int inIndexing;
  private int inRest;

  /// Adds the title, which is also searched for itself.
  void title(String text) {
    int place = inText;
    for (String word : SearchWords.of(text)) {
      place(word, ++place, 'A');
      place("t:" + word, place, 'D');
    }
    inText = place + GAP;
  }

  /// Adds a text of the citation's own.
  ///
  /// @param weight `B` in the abstract, `C` in a keyword
  void text(String text, char weight) {
    int place = inText;
    for (String word : SearchWords.of(text)) {
      place(word, ++place, weight);
    }
    inText = place + GAP;
  }

  /// Adds what an indexer wrote.
  void indexing(String text) {
    for (String word : SearchWords.of(text)) {
      place("x:" + word, ++inIndexing, 'D');
    }
    inIndexing += 2;
  }

  /// Adds words that are found in all fields only.
  void rest(String text) {
    for (String word : SearchWords.of(text)) {
      place("o:" + word, ++inRest, 'D');
    }
    inRest += 2;
  }

  /// Adds an exact term, unless it is empty.
  void exact(Code code, String value) {
    if (!value.isEmpty()) {
      exact.add(code.term(value.length() > 500 ? value.substring(0, 500) : value));
    }
  }

  private void place(String word, int place, char weight) {
    if (counts.merge(word, 1, Integer::sum) > PLACES) {
      return;
    }
    StringBuilder places = words.get(word);
    if (places == null) {
      places = new StringBuilder(12);
      words.put(word, places);
    } else {
      places.append(',');
    }
    places.append(Math.min(place, LAST_PLACE));
    if (weight != 'D') {
      places.append(weight);
    }
  }

  /// The text that PostgreSQL reads as a `tsvector`.
  String text() {
    StringBuilder text = new StringBuilder(words.size() * 16 + exact.size() * 24);
    for (String term : exact) {
      if (text.length() < LONGEST) {
        text.append(quoted(term)).append(' ');
      }
    }
    for (Map.Entry<String, StringBuilder> word : words.entrySet()) {
      if (text.length() < LONGEST) {
        text.append(quoted(word.getKey())).append(':').append(word.getValue()).append(' ');
      }
    }
    return text.toString();
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
