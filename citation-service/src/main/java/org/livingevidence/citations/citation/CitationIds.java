package org.livingevidence.citations.citation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The canonical spelling of the identifiers of publications. Each method answers null for text
/// that is not such an identifier: none is ever guessed.
public final class CitationIds {
  private static final Pattern PMID = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern PMCID = Pattern.compile("(?:PMC)?([1-9][0-9]{0,9})(?:\\.[0-9]+)?");
  private static final Pattern DOI =
      Pattern.compile("10\\.[0-9]{4,9}(?:\\.[0-9]+)*/[^\\s\\p{Cntrl}]{1,500}");
  private static final Pattern DOI_PREFIX =
      Pattern.compile("^(?:https?://(?:dx\\.)?doi\\.org/|doi:\\s*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ESCAPED = Pattern.compile("%[0-9a-f]{2}");
  private static final Pattern ORCID =
      Pattern.compile("([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])");

  private CitationIds() {}

  /// @return digits without leading zeros, such as `21411845`
  public static @Nullable String pmid(@Nullable String text) {
    String trimmed = text == null ? "" : text.strip();
    return PMID.matcher(trimmed).matches() ? trimmed : null;
  }

  /// @return such as `PMC3048463`; a version (`.1`) is not part of it
  public static @Nullable String pmcid(@Nullable String text) {
    var matcher = PMCID.matcher(text == null ? "" : text.strip().toUpperCase(Locale.ROOT));
    return matcher.matches() ? "PMC" + matcher.group(1) : null;
  }

  /// @return lower case, without resolver or scheme, and without what an address escapes (`%28`):
  ///     DOIs compare without regard to case
  public static @Nullable String doi(@Nullable String text) {
    String bare =
        DOI_PREFIX
            .matcher(text == null ? "" : text.strip())
            .replaceFirst("")
            .toLowerCase(Locale.ROOT);
    if (!DOI.matcher(bare).matches()) {
      return null;
    }
    String plain = ESCAPED.matcher(bare).find() ? unescaped(bare) : bare;
    return DOI.matcher(plain).matches() ? plain : bare;
  }

  private static String unescaped(String doi) {
    try {
      return URLDecoder.decode(doi.replace("+", "%2b"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return doi;
    }
  }

  /// @return in four groups, such as `0000-0002-1825-0097`, when the check character agrees
  public static @Nullable String orcid(@Nullable String text) {
    String bare = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    var matcher = ORCID.matcher(bare.substring(bare.lastIndexOf('/') + 1));
    if (!matcher.matches()) {
      return null;
    }
    String digits = matcher.group(1) + matcher.group(2) + matcher.group(3) + matcher.group(4);
    int total = 0;
    for (int i = 0; i < 15; i++) {
      total = (total + digits.charAt(i) - '0') * 2;
    }
    int check = (12 - total % 11) % 11;
    char expected = check == 10 ? 'X' : (char) ('0' + check);
    return digits.charAt(15) == expected
        ? String.join("-", matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4))
        : null;
  }
}
