package org.livingevidence.extraction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which part of a sentence speaks of the same people as a mention.
final class Clauses {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";|\\. |,? and (?=(?:in|for|as|to) )|,? (?=(?:and|or) (?:in|for) )",
          Pattern.CASE_INSENSITIVE);

  private Clauses() {}

  /// @param at a place in the section's text, within the sentence
  static String around(Sentence sentence, int at) {
    int mention = at - sentence.start();
    int from = 0;
    int to = sentence.text().length();
    Matcher boundary = BOUNDARY.matcher(sentence.text());
    while (boundary.find()) {
      if (boundary.end() <= mention) {
        from = boundary.end();
      } else if (boundary.start() > mention) {
        to = boundary.start();
        break;
      }
    }
    return sentence.text().substring(from, to);
  }
}
