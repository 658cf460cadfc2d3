package org.livingevidence.terminology;

import java.util.Arrays;

/// A text cut into words, each with its place and its number in a [Vocabulary].
///
/// A word is a run of letters, or of digits, or of Greek letters: `IL1` and `IL-1` are the same two
/// words. A possessive ending and an apostrophe belong to the word.
final class Words {
  /// What stands between a word and the one before: nothing,
  static final byte GLUED = 0;

  /// space, hyphen, quotation mark,
  static final byte SOFT = 1;

  /// or punctuation, which a name does not run across unless it has some at that place itself.
  static final byte HARD = 2;

  private static final int LOUD_LETTERS = 5;
  private static final int LOUD_WORDS = 3;

  private final String text;
  private int count;
  private int[] starts;
  private int[] ends;
  private int[] numbers;
  private byte[] before;
  private int loud;
  private boolean quiet;
  private byte gap;

  private Words(String text) {
    this.text = text;
    int guess = text.length() / 5 + 4;
    starts = new int[guess];
    ends = new int[guess];
    numbers = new int[guess];
    before = new byte[guess];
  }

  /// Where the numbers of folded words come from.
  interface Numbers {
    /// @return the number of the word that the first `length` characters make, negative when it has
    ///     none
    int of(char[] word, int length);
  }

  static Words of(String text, Numbers numbers) {
    Words words = new Words(text);
    words.cut(numbers);
    return words;
  }

  String text() {
    return text;
  }

  int count() {
    return count;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return ends[word];
  }

  int number(int word) {
    return numbers[word];
  }

  /// What stands before the word; the first is preceded by punctuation, as it were.
  byte before(int word) {
    return before[word];
  }

  /// Whether a name may begin, or the one before it may end, at this word.
  boolean isBoundary(int word) {
    return word >= count || before[word] != GLUED;
  }

  /// Bit n: punctuation stands after the n-th word from `from`, within `from` to `to`.
  long breaks(int from, int to) {
    long breaks = 0;
    for (int i = from + 1; i < to; i++) {
      if (before[i] == HARD) {
        breaks |= 1L << (i - from - 1);
      }
    }
    return breaks;
  }

  /// Whether the text is in capitals throughout, so that capitals say nothing.
  boolean shouting() {
    return loud >= LOUD_WORDS && !quiet;
  }

  private void cut(Numbers source) {
    char[] characters = text.toCharArray();
    Fold fold = new Fold();
    byte gap = HARD;
    int at = 0;
    while (at < characters.length) {
      char character = characters[at];
      if (character >= 128) {
        at = beyondAscii(at, gap, fold, source);
        gap = this.gap;
        continue;
      }
      Letters kind = Letters.ofAscii(character);
      if (kind == Letters.NONE) {
        if (gap != HARD) {
          gap = separates(character);
        }
        at++;
        continue;
      }
      if (character == 's' && isLostPossessive(characters, at)) {
        at++;
        continue;
      }
      int end = fold.fold(characters, at, kind);
      if (end < 0) {
        at = word(at, 1, kind, gap, fold, source);
      } else {
        add(at, end, source.of(fold.characters(), fold.length()), gap);
        if (kind == Letters.LETTER && end - at >= LOUD_LETTERS) {
          if (fold.hadSmallLetters()) {
            quiet = true;
          } else {
            loud++;
          }
        }
        at = end;
      }
      gap = GLUED;
    }
  }

  /// `Still s disease`: some sources lose the apostrophe and leave a gap.
  private static boolean isLostPossessive(char[] text, int at) {
    return at > 1
        && text[at - 1] == ' '
        && Character.isLetter(text[at - 2])
        && (at + 1 == text.length || text[at + 1] == ' ');
  }

  /// Any character outside ASCII, which may begin a word or stand between two.
  private int beyondAscii(int at, byte before, Fold fold, Numbers source) {
    int character = text.codePointAt(at);
    int width = Character.charCount(character);
    Letters kind = Letters.of(character);
    if (kind == Letters.NONE) {
      gap = (byte) Math.max(before, separates(character));
      return at + width;
    }
    gap = GLUED;
    return word(at, width, kind, before, fold, source);
  }

  /// A word that is not of ASCII letters alone.
  private int word(int at, int width, Letters kind, byte before, Fold fold, Numbers source) {
    int end = endOfWord(at + width, kind);
    int bare = Letters.withoutPossessive(text, at, end);
    int folded = fold.fold(text, at, bare, kind);
    add(at, end, source.of(fold.characters(), folded), before);
    listen(at, bare, kind);
    return end;
  }

  private int endOfWord(int from, Letters kind) {
    int at = from;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (Letters.joins(character)) {
        at += Character.charCount(character);
      } else if (Letters.of(character) == kind) {
        at += Character.charCount(character);
      } else if (kind == Letters.LETTER && Letters.isApostrophe(character) && letterAt(at + 1)) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private boolean letterAt(int at) {
    return at < text.length() && Letters.of(text.codePointAt(at)) == Letters.LETTER;
  }

  private void listen(int from, int to, Letters kind) {
    if (kind != Letters.LETTER || to - from < LOUD_LETTERS) {
      return;
    }
    for (int i = from; i < to; i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        quiet = true;
        return;
      }
    }
    loud++;
  }

  private static byte separates(int character) {
    return Letters.isSoft(character) ? SOFT : HARD;
  }

  private void add(int start, int end, int number, byte gap) {
    if (count == starts.length) {
      int larger = count * 2;
      starts = Arrays.copyOf(starts, larger);
      ends = Arrays.copyOf(ends, larger);
      numbers = Arrays.copyOf(numbers, larger);
      before = Arrays.copyOf(before, larger);
    }
    starts[count] = start;
    ends[count] = end;
    numbers[count] = number;
    before[count] = gap;
    count++;
  }
}
