package org.livingevidence.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One spelling in the dictionary, at the node that its words lead to.
///
/// @param exact letters and digits as they must stand; null when their folded words suffice
/// @param anyCase whether these may stand in any case
/// @param breaks bit n: the spelling itself has a comma or the like after its word n
/// @param rank of the names that a text may be taken for, those of the lowest rank count
/// @param alone whether the words may stand for the concept by themselves; else only where a text
///     defines them
/// @param concepts sorted
record Name(
    @Nullable String exact,
    boolean anyCase,
    long breaks,
    int rank,
    boolean alone,
    List<String> concepts) {
  private static final int SHORT = 4;

  /// Capitals up to this length that end in S are initials rather than a plural: `HARDS`.
  private static final int INITIALS = 6;

  /// @param spelling the name as its source writes it
  /// @param words the same, in words
  static Name of(String spelling, Words words, int rank, Wording wording, String concept) {
    String letters = letters(spelling, 0, spelling.length());
    boolean isShort = letterCount(letters) <= SHORT;
    boolean initials = !isShort && words.count() == 1 && areInitials(letters);
    String exact = initials || (isShort && isCaseTelling(letters)) ? letters : null;
    boolean common = words.count() == 1 && CommonWords.contain(letters.toLowerCase(Locale.ROOT));
    boolean alone = !common && (rank == 0 || !wording.isVague(spelling));
    long breaks = words.breaks(0, words.count());
    return new Name(exact, initials, breaks, rank, alone, List.of(concept));
  }

  /// Whether a stretch of text, of the same words, is this spelling.
  ///
  /// @param shouting whether the text is in capitals throughout, which then tell nothing
  boolean accepts(String text, int start, int end, long breaksInText, boolean shouting) {
    return isWritten(text, start, end, breaksInText)
        && (exact == null || anyCase || (!shouting && !isCode(text, end)));
  }

  /// Whether letters and punctuation are this spelling's, whatever stands around them.
  boolean isWritten(String text, int start, int end, long breaksInText) {
    return (breaksInText & ~breaks) == 0
        && (exact == null || isSame(exact, anyCase, letters(text, start, end)));
  }

  boolean isSpelledLike(Name other) {
    return breaks == other.breaks
        && rank == other.rank
        && anyCase == other.anyCase
        && alone == other.alone
        && (exact == null ? other.exact == null : exact.equals(other.exact));
  }

  Name with(Name other) {
    List<String> all = new ArrayList<>(concepts);
    for (String concept : other.concepts) {
      int at = Collections.binarySearch(all, concept);
      if (at < 0) {
        all.add(-at - 1, concept);
      }
    }
    return all.size() == concepts.size()
        ? this
        : new Name(exact, anyCase, breaks, rank, alone, List.copyOf(all));
  }

  private static boolean isSame(String exact, boolean anyCase, String letters) {
    if (anyCase) {
      return letters.equalsIgnoreCase(exact) || letters.equalsIgnoreCase(exact + "s");
    }
    return letters.equals(exact)
        || letters.equals(exact + "s")
        || letters.equals(exact.toUpperCase(Locale.ROOT));
  }

  private static boolean areInitials(String letters) {
    return letters.length() <= INITIALS
        && letters.endsWith("S")
        && letters.chars().allMatch(Character::isUpperCase);
  }

  /// A hyphen and a number make another word of a short one: `MS-275` is a compound.
  private static boolean isCode(String text, int end) {
    return end + 1 < text.length()
        && Character.getType(text.charAt(end)) == Character.DASH_PUNCTUATION
        && Character.isDigit(text.charAt(end + 1));
  }

  /// Two capitals or more: `RA`, `sJIA`; a single one only begins a word.
  private static boolean isCaseTelling(String letters) {
    return letters.chars().filter(Character::isUpperCase).count() >= 2;
  }

  private static long letterCount(String letters) {
    return letters.chars().filter(Character::isLetter).count();
  }

  private static String letters(String text, int start, int end) {
    char[] kept = new char[end - start];
    int n = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        kept[n++] = c;
      }
    }
    return new String(Arrays.copyOf(kept, n));
  }
}
