package org.livingevidence.gateway.intake.topic;

import java.text.Normalizer;
import java.util.Locale;

/// The forms in which names are compared. `Still's Disease, Adult-Onset` and, as a slug would have
/// it, `still-s-disease-adult-onset` have the same key.
public final class NameKey {
  private NameKey() {}

  /// Lower case without accents, with every run of other characters than letters and digits as one
  /// space, none at the ends. Empty for a name without letters and digits.
  public static String of(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD);
    StringBuilder key = new StringBuilder(plain.length());
    boolean gap = false;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        if (gap && !key.isEmpty()) {
          key.append(' ');
        }
        gap = false;
        key.appendCodePoint(Character.toLowerCase(c));
      } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
        gap = true;
      }
    }
    return key.toString().toLowerCase(Locale.ROOT);
  }

  /// A key without possessives and plurals, for a search that forgives them: `stills diseases` and
  /// `still s disease` become `still disease`.
  ///
  /// @param key from [#of]
  public static String loose(String key) {
    StringBuilder loose = new StringBuilder(key.length());
    for (String word : key.split(" ")) {
      if (word.equals("s") && !loose.isEmpty()) {
        continue;
      }
      loose.append(loose.isEmpty() ? "" : " ").append(singular(word));
    }
    return loose.toString();
  }

  private static String singular(String word) {
    if (word.length() < 4 || !word.endsWith("s")) {
      return word;
    }
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    return word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")
        ? word
        : word.substring(0, word.length() - 1);
  }
}
