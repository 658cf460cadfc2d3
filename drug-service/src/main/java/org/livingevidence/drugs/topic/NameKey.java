package org.livingevidence.drugs.topic;

import java.text.Normalizer;
import java.util.Locale;

/// The form in which names of conditions are compared: composed, without accents, apostrophes and
/// punctuation, in lower case, with single spaces. "Still's Disease" and "stills disease" are one
/// key. Stored; a change of the rules needs a migration that computes all keys again.
public final class NameKey {
  /// Longest key kept: names beyond it compare by their beginning.
  private static final int LONGEST = 500;

  private NameKey() {}

  /// The key of a name; empty when the name has neither letters nor digits.
  public static String of(String name) {
    String key =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+|['’ʼ`´]", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    return key.length() > LONGEST ? key.substring(0, LONGEST).strip() : key;
  }
}
