package org.livingevidence.drugs.form;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// Ids made of words: lower case letters, digits and single hyphens.
public final class Slug {
  /// What a slug looks like.
  public static final Pattern PATTERN = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private Slug() {}

  /// The slug of a name; empty when nothing of the name can stand in one. Accents fall away,
  /// apostrophes join, everything else that is no letter or digit parts words.
  public static String of(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+|['’ʼ`´]", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-+|-+$", "");
  }

  /// A readable and unambiguous id: the slug of `words` cut to forty characters, and eight
  /// hexadecimal digits of the SHA-256 of `identity`.
  public static String withHash(String words, String identity) {
    String slug = of(words);
    if (slug.length() > 40) {
      slug = slug.substring(0, 40).replaceAll("-+$", "");
    }
    return slug.isEmpty() ? hash(identity) : slug + "-" + hash(identity);
  }

  private static String hash(String identity) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
