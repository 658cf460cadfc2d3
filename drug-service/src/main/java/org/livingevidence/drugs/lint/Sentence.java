package org.livingevidence.drugs.lint;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A sentence of a text, with its place in it.
record Sentence(int start, int end, String words) {
  /// What ends with a stop that ends no sentence.
  private static final Pattern OPEN =
      Pattern.compile("(?:^|[\\s(])(?:e\\.g|i\\.e|vs|cf|no|approx|incl|U\\.S|\\p{Lu})\\.\\s*$");

  static List<Sentence> of(String text) {
    var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    breaks.setText(text);
    var found = new ArrayList<Sentence>();
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String words = text.substring(start, end);
      if (OPEN.matcher(words).find() && end < text.length()) {
        continue;
      }
      if (!words.isBlank()) {
        found.add(new Sentence(start, end, words));
      }
      start = end;
    }
    return found;
  }
}
