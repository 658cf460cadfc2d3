package org.livingevidence.citations.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Text as words: lower case, without accents, Greek letters by their names, split at whatever is
/// neither letter nor digit. Queries and citations are cut by this one knife, so that `IL-1β`,
/// `il 1beta` and `IL-1beta` are the same two words. Words are not stemmed: PubMed's are not.
final class SearchWords {
  private static final int LONGEST = 100;

  private static final Map<Character, String> SPELLED =
      Map.ofEntries(
          Map.entry('α', "alpha"),
          Map.entry('β', "beta"),
          Map.entry('γ', "gamma"),
          Map.entry('δ', "delta"),
          Map.entry('ε', "epsilon"),
          Map.entry('ζ', "zeta"),
          Map.entry('η', "eta"),
          Map.entry('θ', "theta"),
          Map.entry('ι', "iota"),
          Map.entry('κ', "kappa"),
          Map.entry('λ', "lambda"),
          Map.entry('μ', "mu"),
          Map.entry('ν', "nu"),
          Map.entry('ξ', "xi"),
          Map.entry('ο', "omicron"),
          Map.entry('π', "pi"),
          Map.entry('ρ', "rho"),
          Map.entry('σ', "sigma"),
          Map.entry('ς', "sigma"),
          Map.entry('τ', "tau"),
          Map.entry('υ', "upsilon"),
          Map.entry('φ', "phi"),
          Map.entry('χ', "chi"),
          Map.entry('ψ', "psi"),
          Map.entry('ω', "omega"),
          Map.entry('ß', "ss"),
          Map.entry('æ', "ae"),
          Map.entry('œ', "oe"),
          Map.entry('ø', "o"),
          Map.entry('đ', "d"),
          Map.entry('ð', "d"),
          Map.entry('þ', "th"),
          Map.entry('ł', "l"),
          Map.entry('ı', "i"));

  private SearchWords() {}

  /// The words of a text, in their order.
  static List<String> of(String text) {
    char[] folded = folded(text);
    List<String> words = new ArrayList<>(Math.min(256, 2 + folded.length / 6));
    int begin = -1;
    for (int i = 0; i <= folded.length; i++) {
      boolean inside = i < folded.length && inWord(folded[i]);
      if (inside && begin < 0) {
        begin = i;
      } else if (!inside && begin >= 0) {
        words.add(new String(folded, begin, Math.min(i - begin, LONGEST)));
        begin = -1;
      }
    }
    return words;
  }

  private static boolean inWord(char c) {
    return c < 128
        ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        : Character.isLetterOrDigit(c);
  }

  /// Most texts are ASCII, and every citation has some hundred of them.
  private static char[] folded(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (c >= 128) {
        return fold(text).toCharArray();
      }
      if (c >= 'A' && c <= 'Z') {
        chars[i] = (char) (c + ('a' - 'A'));
      }
    }
    return chars;
  }

  /// A text as one exact term: its words with one space between them.
  static String joined(String text) {
    return String.join(" ", of(text));
  }

  /// Lower case, without accents.
  static String fold(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (ascii(lower)) {
      return lower;
    }
    String apart = Normalizer.normalize(lower, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder(apart.length() + 8);
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      String spelled = c < 128 ? null : SPELLED.get(c);
      if (spelled != null) {
        folded.append(spelled);
      } else if (Character.isSurrogate(c)) {
        folded.append(' ');
      } else if (c < 128 || Character.getType(c) != Character.NON_SPACING_MARK) {
        folded.append(c);
      }
    }
    return folded.toString();
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }
}
