package org.livingevidence.drugs.form;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// Text that can be stored, shown and logged: no control characters but line breaks and tabs, no
/// half surrogate pairs, no invisible marks that turn the reading direction.
public final class PlainText {
  private PlainText() {}

  /// What is wrong with the text, or null.
  static @Nullable String fault(String text, int longest) {
    if (text.isBlank()) {
      return "must not be empty";
    }
    if (text.length() > longest) {
      return "must be at most " + longest + " characters long, not " + text.length();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (isForbidden(c)) {
        return "must not contain the character U+%04X (at position %d)".formatted((int) c, i);
      }
    }
    return null;
  }

  /// The text in composed form (NFC), without white space around it.
  public static String tidy(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }

  /// The text with every forbidden character replaced, for messages.
  public static String printable(String text) {
    var plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (paired) {
        plain.append(c).append(text.charAt(++i));
      } else {
        plain.append(isForbidden(c) || Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
    return plain.toString();
  }

  private static boolean isForbidden(char c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
    boolean turnsDirection = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return control || turnsDirection || Character.isSurrogate(c) || c == '\uFFFE' || c == '\uFFFF';
  }
}
