package org.livingevidence.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts plain text into sentences, headings and list items, with their places.
final class Sentences {
  /// Words before a full stop that does not end a sentence.
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "e.g", "i.e", "vs", "etc", "dr", "mr", "inc", "approx", "spp", "sp", "st", "fig", "no",
          "u.s", "subsp", "ssp", "var", "viz", "cf", "al", "min", "max");

  private static final Pattern FINITE =
      Rule.of(
          "\\b(?:is|are|was|were|has|have|had|should|may|can|must|will|does|do|implies|corresponds?|includes?|requires?|occurs?|reduces|increases|provides|suggests?|consists?|persists?|results|see|lasts?|(?:in|pro|e)vokes?|arises?|affects?|produces|depends?|varies|appears?|remains?|becomes?|seems?|represents?|showed|received|died|developed|resulted|occurred|experienced|evaluated|demonstrated|randomi[sz]ed|compared|assessed)\\b");

  /// What hangs on a noun, and makes no sentence of a heading.
  private static final Pattern SUBORDINATE =
      Rule.of(
          "(?<=.)\\b(?:when|that|which|who|whom|where|if|unless|except|because|as seen|so that)\\b[^,;]*");

  private static final Pattern HEADING =
      Pattern.compile(
          "^\\d+(?:\\.\\d+)* [^.:]*?\\s(\\p{Lu}[\\p{L}\\d®™-]*(?: \\([^)]{1,40}\\))?"
              + "(?: (?:tablets?|capsules?|injection|solution|for|oral|suspension|cream|gel|and|XR|ER|SR|[a-z]+)){0,5}"
              + " (?:is|are) (?:also |an? [^.:;]{3,80})?indicated\\b)");

  private Sentences() {}

  /// A stretch of text; a line by itself that ends without a full stop may be a heading.
  ///
  /// @param line the number of the line it stands in
  record Sentence(String text, int start, int end, int line) {
    boolean isLead() {
      return text.endsWith(":");
    }

    /// Whether it is a heading or a list item rather than a sentence: it has no verb of its own.
    boolean isFragment() {
      return !FINITE.matcher(SUBORDINATE.matcher(text).replaceAll("")).find();
    }
  }

  static List<Sentence> of(String text) {
    List<Sentence> found = new ArrayList<>();
    int line = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        add(found, text, start, i, line++);
        start = i + 1;
      } else if ((c == '•' || c == '·' || c == '●' || c == '▪') && i > start) {
        add(found, text, start, i, line++);
        start = i;
      } else if (ends(text, i) || endsReference(text, i)) {
        add(found, text, start, i + 1, line);
        start = i + 1;
      } else if (c == ' ' && isNumberedHeading(text, i + 1)) {
        add(found, text, start, i, line++);
        start = i + 1;
      }
    }
    add(found, text, start, text.length(), line);
    return found;
  }

  private static void add(List<Sentence> found, String text, int from, int to, int line) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end > start) {
      int cut = start + headingLength(text.substring(start, end));
      if (cut > start) {
        found.add(
            new Sentence(
                text.substring(start, cut).stripTrailing(),
                start,
                start + text.substring(start, cut).stripTrailing().length(),
                line));
      }
      found.add(new Sentence(text.substring(cut, end), cut, end, line));
    }
  }

  /// `1.2 Gout ALPHA is indicated for …`: where lines were lost, a numbered heading goes as far as
  /// the drug's name.
  private static int headingLength(String sentence) {
    Matcher matcher = HEADING.matcher(sentence);
    return matcher.find() ? matcher.start(1) : 0;
  }

  private static boolean ends(String text, int at) {
    char c = text.charAt(at);
    if (c != '.' && c != '?' && c != '!') {
      return false;
    }
    int next = at + 1;
    while (next < text.length() && ")]\"”'".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (next >= text.length()) {
      return true;
    }
    if (!Character.isWhitespace(text.charAt(next))) {
      return false;
    }
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    if (next < text.length() && Character.isLowerCase(text.charAt(next))) {
      return false;
    }
    int word = at;
    while (word > 0
        && !Character.isWhitespace(text.charAt(word - 1))
        && text.charAt(word - 1) != '(') {
      word--;
    }
    String before = text.substring(word, at).toLowerCase(Locale.ROOT);
    boolean initial = before.length() == 1 && Character.isUpperCase(text.charAt(at - 1));
    boolean number =
        !before.isEmpty()
            && before.chars().allMatch(Character::isDigit)
            && word == lineStart(text, at);
    return !initial && !number && !ABBREVIATIONS.contains(before);
  }

  /// `( 1.1 )` before a capital: in the highlights of a label it ends what it refers to.
  private static boolean endsReference(String text, int at) {
    if (text.charAt(at) != ')') {
      return false;
    }
    int open = at;
    boolean digit = false;
    while (open > 0 && text.charAt(open) != '(') {
      char c = text.charAt(--open);
      digit |= Character.isDigit(c);
      if (c != '(' && c != '.' && c != ',' && c != ' ' && !Character.isDigit(c)) {
        return false;
      }
    }
    int next = at + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return digit
        && next > at + 1
        && next < text.length()
        && Character.isUpperCase(text.charAt(next));
  }

  private static int lineStart(String text, int at) {
    int start = text.lastIndexOf('\n', at) + 1;
    while (start < at && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /// `1.2 Gout`: where lines were lost, the number of a subsection still begins one.
  private static boolean isNumberedHeading(String text, int at) {
    int i = at;
    while (i < text.length() && Character.isDigit(text.charAt(i))) {
      i++;
    }
    if (i == at || i - at > 2 || i >= text.length() || text.charAt(i) != '.') {
      return false;
    }
    int dot = i++;
    while (i < text.length() && Character.isDigit(text.charAt(i))) {
      i++;
    }
    return i > dot + 1
        && i - dot <= 3
        && i + 1 < text.length()
        && text.charAt(i) == ' '
        && Character.isUpperCase(text.charAt(i + 1))
        && at >= 2
        && (Character.isLetter(text.charAt(at - 2)) || ".)]".indexOf(text.charAt(at - 2)) >= 0);
  }
}
