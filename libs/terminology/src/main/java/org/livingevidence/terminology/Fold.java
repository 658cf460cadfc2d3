package org.livingevidence.terminology;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// Brings the spellings of a word to one form: case, accents, `ae` and `oe`, plural endings. The
/// form is for comparing only and is not always a word (`disease` and `diseases` are `diseas`).
/// Not for use by two threads at once.
final class Fold {
  /// Shorter words end in s by nature (`was`, `gas`, `RAS`).
  private static final int PLURAL_FROM = 4;

  /// Shorter words have a vowel pair by nature (`toe`, `shoe`).
  private static final int VOWELS_FROM = 5;

  private static final String[] GREEK = {
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi",
    "psi", "omega"
  };

  private char[] out = new char[64];
  private int n;
  private int small;

  /// The buffer that the last call filled.
  char[] characters() {
    return out;
  }

  /// @return the length of the form of the word in `from` to `to`
  int fold(String text, int from, int to, Letters kind) {
    n = 0;
    int end = kind == Letters.LETTER && isPluralOfCapitals(text, from, to) ? to - 1 : to;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        n = 0;
        spelledOut(text.substring(from, end), kind);
        break;
      }
      if (c >= 'A' && c <= 'Z') {
        put((char) (c + 32));
      } else if (!Letters.isApostrophe(c)) {
        put(c);
      }
    }
    if (kind == Letters.LETTER) {
      vowels();
      singular();
    }
    return n;
  }

  /// Folds the word of ASCII characters that begins at a place.
  ///
  /// @param text all of it
  /// @return the end of the word; -1 when there is more to it than ASCII letters or digits
  int fold(char[] text, int from, Letters kind) {
    n = 0;
    small = 0;
    int at = from;
    boolean pair = false;
    char last = 0;
    while (at < text.length) {
      char c = text[at];
      if (c >= 128) {
        return -1;
      }
      if (Letters.ofAscii(c) != kind) {
        if ((c == '\'' || c == '`') && kind == Letters.LETTER) {
          return -1;
        }
        break;
      }
      if (c >= 'a') {
        small++;
      } else if (kind == Letters.LETTER) {
        c += 32;
      }
      pair |= c == 'e' && (last == 'a' || last == 'o');
      last = c;
      put(c);
      at++;
    }
    if (kind == Letters.LETTER) {
      if (small == 1 && text[at - 1] == 's' && n > 2) {
        n--; // the plural of capitals
      }
      if (pair) {
        vowels();
      }
      singular();
    }
    return at;
  }

  /// How long the form of the last word is.
  int length() {
    return n;
  }

  /// Whether the last word that [#fold(char[], int, Letters)] read had any.
  boolean hadSmallLetters() {
    return small > 0;
  }

  /// `RAs` is the plural of `RA`.
  private static boolean isPluralOfCapitals(String text, int from, int to) {
    if (to - from < 3 || text.charAt(to - 1) != 's') {
      return false;
    }
    for (int i = from; i < to - 1; i++) {
      if (!Character.isUpperCase(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void put(char c) {
    if (n == out.length) {
      out = Arrays.copyOf(out, n * 2);
    }
    out[n++] = c;
  }

  private void put(String letters) {
    for (int i = 0; i < letters.length(); i++) {
      put(letters.charAt(i));
    }
  }

  private void spelledOut(String word, Letters kind) {
    String plain =
        Normalizer.normalize(
            Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT),
            Normalizer.Form.NFKD);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (kind == Letters.GREEK && c >= 'α' && c <= 'ω') {
        put(GREEK[c - 'α']);
        continue;
      }
      switch (c) {
        case 'ß' -> put("ss");
        case 'æ' -> put("ae");
        case 'œ' -> put("oe");
        case 'ø' -> put('o');
        case 'ł' -> put('l');
        case 'đ', 'ð' -> put('d');
        case 'þ' -> put("th");
        case 'ı' -> put('i');
        default -> {
          if (!Letters.joins(c) && !Letters.isApostrophe(c)) {
            put(c);
          }
        }
      }
    }
  }

  /// `anaemia`, `oedema`: the spelling with `e` alone.
  private void vowels() {
    if (n < VOWELS_FROM) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < n; i++) {
      boolean pair = (out[i] == 'a' || out[i] == 'o') && i + 1 < n && out[i + 1] == 'e';
      if (!pair) {
        out[kept++] = out[i];
      }
    }
    n = kept;
  }

  private void singular() {
    if (n < PLURAL_FROM || (out[n - 1] != 's' && out[n - 1] != 'e' && out[n - 1] != 'a')) {
      return;
    }
    if (ends("itides")) {
      n -= 3; // arthritides: arthriti
    } else if (ends("omata")) {
      n -= 2;
    } else if (ends("ies") || ends("ie")) {
      n -= ends("ies") ? 3 : 2;
      put('y');
    } else if (hissing(1) && ends("e")) {
      n -= 1; // disease, headache: as their plurals
    } else if (hissing(2) && (ends("es") || ends("is"))) {
      n -= 2; // diseases, headaches, diagnosis, diagnoses
    } else if (ends("s") && !ends("ss") && !ends("us")) {
      n -= 1;
    }
  }

  /// Whether a plural in -es is to be expected of what stands before the last `tail` letters.
  private boolean hissing(int tail) {
    char last = out[n - tail - 1];
    return last == 's'
        || last == 'x'
        || last == 'z'
        || (last == 'h' && (out[n - tail - 2] == 'c' || out[n - tail - 2] == 's'));
  }

  private boolean ends(String ending) {
    if (n < ending.length()) {
      return false;
    }
    for (int i = 1; i <= ending.length(); i++) {
      if (out[n - i] != ending.charAt(ending.length() - i)) {
        return false;
      }
    }
    return true;
  }
}
