package org.livingevidence.extraction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Cuts plain text into sentences, headings and list items, with their places.
final class Sentences {
  /// Words before a full stop that does not end a sentence.
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "e.g", "i.e", "vs", "etc", "dr", "mr", "inc", "approx", "spp", "sp", "st", "fig", "no",
          "u.s", "subsp", "ssp", "var", "viz", "cf", "al", "min", "max");

  private static final String BULLETS = "•·●▪■∙∘○◦‣⸰✓";

  /// `Limitations of Use`, which sources without lines set right behind the sentence before.
  private static final Pattern LIMITS =
      Pattern.compile("(?<=\\s)(?:Important )?Limitations?(?: [Oo]f [Uu]se\\b|:)");

  private Sentences() {}

  static List<Sentence> of(String text) {
    List<Sentence> found = new ArrayList<>();
    String bare = Asides.withoutReferences(text);
    Headings headings = new Headings(bare);
    Set<Integer> limits = new HashSet<>();
    LIMITS.matcher(text).results().forEach(each -> limits.add(each.start()));
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n'
          || (BULLETS.indexOf(c) >= 0 && i > start)
          || ((c == 'o' || c == '*') && isCircle(text, i))
          || limits.contains(i)
          || (c == ' ' && isNumberedHeading(text, i + 1))) {
        add(found, text, bare, headings, start, i);
        start = c == '\n' || c == ' ' ? i + 1 : i;
      } else if (ends(text, i) || endsReference(text, i)) {
        add(found, text, bare, headings, start, i + 1);
        start = i + 1;
      }
    }
    add(found, text, bare, headings, start, text.length());
    return found;
  }

  private static void add(
      List<Sentence> found, String text, String bare, Headings headings, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end > start) {
      int cut = start + headings.length(text.substring(start, end));
      if (cut > start) {
        int last = start + text.substring(start, cut).stripTrailing().length();
        found.add(sentence(text, bare, start, last));
      }
      found.add(sentence(text, bare, cut, end));
    }
  }

  private static Sentence sentence(String text, String bare, int start, int end) {
    String said = bare.substring(start, end);
    return new Sentence(text.substring(start, end), said, start, end, Sentence.isFragment(said));
  }

  /// A letter that stands for a bullet: `o Stroke o Gout`.
  private static boolean isCircle(String text, int at) {
    return at > 0
        && at + 2 < text.length()
        && text.charAt(at - 1) == ' '
        && text.charAt(at + 1) == ' '
        && Character.isUpperCase(text.charAt(at + 2));
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

  /// `( 1.1 )` before a capital: in the highlights of a label it ends what it refers to. One to the
  /// section on indications does before anything.
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
        && (Character.isUpperCase(text.charAt(next))
            || (Character.isLowerCase(text.charAt(next))
                && text.substring(open + 1, at).strip().matches("1\\.\\d.*")));
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
