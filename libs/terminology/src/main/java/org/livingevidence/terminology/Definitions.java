package org.livingevidence.terminology;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The short forms that a document defines: "cryopyrin-associated periodic syndromes (CAPS)", and
/// the other way round. How a short form is told from any other parenthesis follows Schwartz and
/// Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003):
/// its characters occur in this order in the words beside it, the first one at the start of a word.
final class Definitions {
  private static final int LONGEST_SHORT_FORM = 10;
  private static final int LONGEST_PARENTHESIS = 200;

  /// A short form of two words, cut at digits and Greek letters.
  private static final int MOST_PIECES = 6;

  private static final int MOST_WORDS = 24;

  private final Map<String, List<String>> meanings = new HashMap<>();

  /// Says what the words from one to another mean, as names of the dictionary.
  interface Lookup {
    /// @return concepts, none when the words are no name
    List<String> of(Words words, int from, int to);
  }

  boolean isEmpty() {
    return meanings.isEmpty();
  }

  /// A short form at a word.
  ///
  /// @param to the word after it
  /// @param concepts what the text defines it as; none when that is nothing in the dictionary
  record Use(int to, List<String> concepts) {}

  /// @return the longest short form that begins at the word, null when none does
  @Nullable Use at(Words words, int from) {
    Use longest = null;
    for (int to = from + 1; to <= words.count() && to <= from + MOST_PIECES; to++) {
      int length = words.end(to - 1) - words.start(from);
      if (length > LONGEST_SHORT_FORM + 2) {
        break;
      }
      if (words.isBoundary(to)) {
        List<String> concepts =
            meanings.get(singular(words.text().substring(words.start(from), words.end(to - 1))));
        if (concepts != null) {
          longest = new Use(to, concepts);
        }
      }
    }
    return longest;
  }

  /// Reads a text's definitions; the first of a short form holds.
  void read(Words words, Lookup dictionary) {
    String text = words.text();
    int next = 0;
    for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
      while (next < words.count() && words.start(next) < open) {
        next++;
      }
      int close = close(text, open);
      if (close < 0 || next == 0) {
        continue;
      }
      int inside = next;
      while (inside < words.count() && words.start(inside) < close) {
        inside++;
      }
      if (inside == next) {
        continue;
      }
      String head = text.substring(words.start(next), close).strip();
      if (isShortForm(head)) {
        longFormBefore(words, next, head, dictionary);
      } else {
        longFormInside(words, next, inside, open, dictionary);
      }
    }
  }

  private void longFormBefore(Words words, int next, String head, Lookup dictionary) {
    String shortForm = singular(head);
    int letters = (int) shortForm.chars().filter(Character::isLetterOrDigit).count();
    int first = next;
    int most = Math.min(MOST_WORDS, 2 * Math.min(letters + 5, letters * 2));
    while (first > 0 && next - first < most && (first == next || words.before(first) < 2)) {
      first--;
    }
    int end = words.end(next - 1);
    if (words.text().substring(end, words.start(next)).strip().length() != 1) {
      return; // something else stands before the parenthesis
    }
    int at = longForm(words.text(), words.start(first), end, shortForm);
    if (at < 0) {
      return;
    }
    int from = first;
    while (from < next - 1 && words.start(from + 1) <= at) {
      from++;
    }
    if (end - words.start(from) <= shortForm.length()) {
      return;
    }
    List<String> concepts = dictionary.of(words, from, next);
    char initial = lower(shortForm.charAt(0));
    for (int wider = first; concepts.isEmpty() && wider < from; wider++) {
      if (lower(words.text().charAt(words.start(wider))) == initial) {
        concepts = dictionary.of(words, wider, next);
      }
    }
    meanings.putIfAbsent(shortForm, concepts);
  }

  private void longFormInside(Words words, int next, int inside, int open, Lookup dictionary) {
    String text = words.text();
    int from = next - 1;
    while (from > 0 && next - from < MOST_PIECES && isJoined(words, from)) {
      from--;
    }
    String head = text.substring(words.start(from), words.end(next - 1));
    boolean adjoins = text.substring(words.end(next - 1), open).isBlank();
    if (!adjoins || !isShortForm(head) || inside - next < 2) {
      return;
    }
    int first = next;
    if (isArticle(text.substring(words.start(first), words.end(first)))) {
      first++;
    }
    String shortForm = singular(head);
    int start = words.start(first);
    if (longForm(text, start, words.end(inside - 1), shortForm) == start) {
      meanings.putIfAbsent(shortForm, dictionary.of(words, first, inside));
    }
  }

  /// Whether no space parts the word from the one before.
  private static boolean isJoined(Words words, int word) {
    return words
        .text()
        .substring(words.end(word - 1), words.start(word))
        .chars()
        .noneMatch(c -> Character.isWhitespace(c) || c == '(' || c == ',' || c == ';');
  }

  private static boolean isArticle(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.equals("the") || lower.equals("a") || lower.equals("an");
  }

  /// @return the end of what the parenthesis says first, -1 when it does not close soon
  private static int close(String text, int open) {
    int limit = Math.min(text.length(), open + LONGEST_PARENTHESIS);
    for (int i = open + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == ')' || c == ';' || c == ',') {
        return i;
      }
      if (c == '(') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isShortForm(String text) {
    return text.length() >= 2
        && text.length() <= LONGEST_SHORT_FORM
        && Character.isLetterOrDigit(text.charAt(0))
        && text.chars().anyMatch(Character::isUpperCase)
        && text.chars().filter(Character::isWhitespace).count() <= 1
        && !isCapitalised(text);
  }

  /// `Kineret`, `Japan`: a word with a capital is no short form.
  private static boolean isCapitalised(String text) {
    return text.length() > 3
        && text.chars().skip(1).allMatch(c -> Character.isLowerCase(c) || c == ' ');
  }

  /// The plural of a short form, or its possessive, is the same short form.
  private static String singular(String shortForm) {
    int length = shortForm.length();
    int bare = Letters.withoutPossessive(shortForm, 0, length);
    if (bare == length
        && length > 2
        && shortForm.charAt(length - 1) == 's'
        && Character.isUpperCase(shortForm.charAt(length - 2))) {
      bare = length - 1;
    }
    return shortForm.substring(0, bare);
  }

  /// @return where the shortest long form begins that ends at `to`, -1 when there is none
  private static int longForm(String text, int from, int to, String shortForm) {
    int at = to - 1;
    for (int i = shortForm.length() - 1; i >= 0; i--) {
      char wanted = lower(shortForm.charAt(i));
      if (!Character.isLetterOrDigit(wanted)) {
        continue;
      }
      while (at >= from
          && (lower(text.charAt(at)) != wanted
              || (i == 0 && at > from && Character.isLetterOrDigit(text.charAt(at - 1))))) {
        at--;
      }
      if (at < from) {
        return -1;
      }
      at--;
    }
    return at + 1;
  }

  private static char lower(char c) {
    return Character.toLowerCase(c);
  }
}
