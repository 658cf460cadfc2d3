package org.livingevidence.bibliography;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Cuts running text into whole sentences. A stop ends a sentence only before white space and what
/// may begin one, and never inside a number, an initial or an abbreviation.
final class Sentences {
  /// Never at the end of a sentence, whatever follows.
  private static final Set<String> OPEN =
      Set.of(
          "i.e", "e.g", "vs", "v", "cf", "viz", "fig", "figs", "ref", "refs", "no", "nos", "eq",
          "dr", "prof", "mr", "mrs", "ms", "st", "ca", "approx", "resp", "vol", "pp", "subsp",
          "var", "incl", "excl", "al");

  /// Often at the end of a sentence too: cut only when a capital follows.
  private static final Set<String> EITHER =
      Set.of("spp", "sp", "etc", "inc", "ltd", "co", "jr", "sr", "dept", "min", "max", "hr", "wk");

  private static final String CLOSING = ")]}\"'”’»";
  private static final String OPENING = "([{\"'“‘«";

  private Sentences() {}

  /// The sentences in their order, trimmed, none empty; together all of the text.
  static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && c != '?' && c != '!') {
        continue;
      }
      int end = i + 1;
      while (end < text.length() && (".?!".indexOf(text.charAt(end)) >= 0 || closes(text, end))) {
        end++;
      }
      if (ends(text, begin, i, end)) {
        add(sentences, text.substring(begin, end));
        begin = end;
      }
      i = end - 1;
    }
    add(sentences, text.substring(begin));
    return sentences;
  }

  private static boolean closes(String text, int at) {
    return CLOSING.indexOf(text.charAt(at)) >= 0;
  }

  /// Whether the mark at `mark`, with what belongs to it up to `end`, ends a sentence.
  private static boolean ends(String text, int begin, int mark, int end) {
    if (end == text.length()) {
      return true;
    }
    if (!Character.isWhitespace(text.charAt(end))) {
      return false; // 101.10, p.D70Y, 0.4 mg/L
    }
    int next = end;
    while (next < text.length()
        && (Character.isWhitespace(text.charAt(next)) || OPENING.indexOf(text.charAt(next)) >= 0)) {
      next++;
    }
    if (next == text.length()) {
      return true;
    }
    int first = text.codePointAt(next);
    if (text.charAt(mark) != '.') {
      return !Character.isLowerCase(first);
    }
    String word = wordBefore(text, begin, mark);
    if (OPEN.contains(word)) {
      return false;
    }
    if (EITHER.contains(word)) {
      return Character.isUpperCase(first);
    }
    if (initial(text, begin, mark)) {
      return false; // J. Smith, E. coli
    }
    return !Character.isLowerCase(first) || digitBefore(text, mark);
  }

  /// A sentence may begin with a small letter (`mTOR`, `p38`) where nothing else explains the stop;
  /// after a number that is taken as enough.
  private static boolean digitBefore(String text, int mark) {
    return mark > 0 && Character.isDigit(text.charAt(mark - 1));
  }

  private static String wordBefore(String text, int begin, int mark) {
    int from = mark;
    while (from > begin
        && (Character.isLetter(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
      from--;
    }
    return text.substring(from, mark).toLowerCase(Locale.ROOT);
  }

  /// A single capital before the stop is an initial or a genus, unless it ends a name such as
  /// "vitamin D" or "IgA": then the word before it is small, and what follows is a capital.
  private static boolean initial(String text, int begin, int mark) {
    if (mark - 1 < begin || !Character.isUpperCase(text.charAt(mark - 1))) {
      return false;
    }
    if (mark - 2 >= begin && !Character.isWhitespace(text.charAt(mark - 2))) {
      return OPENING.indexOf(text.charAt(mark - 2)) >= 0 || text.charAt(mark - 2) == '.';
    }
    int from = mark - 2;
    while (from > begin && Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    int word = from;
    while (word > begin && !Character.isWhitespace(text.charAt(word - 1))) {
      word--;
    }
    Set<String> letterFollows =
        Set.of("vitamin", "hepatitis", "factor", "group", "type", "protein", "arm", "cohort");
    return !letterFollows.contains(text.substring(word, from).toLowerCase(Locale.ROOT));
  }

  private static void add(List<String> sentences, String sentence) {
    String trimmed = sentence.strip();
    if (!trimmed.isEmpty()) {
      sentences.add(trimmed);
    }
  }
}
