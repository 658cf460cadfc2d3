package org.livingevidence.citations.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.CitationIds;

/// Identifiers inside other text: addresses, notes, accession numbers. Only what says by itself
/// which kind of identifier it is.
public final class FoundIds {
  private static final Pattern DOI =
      Pattern.compile("10\\.[0-9]{4,9}(?:\\.[0-9]+)*/[^\\s\"<>\\p{Cntrl}]{1,300}");
  private static final Pattern PUBMED_ADDRESS =
      Pattern.compile(
          "(?:pubmed\\.ncbi\\.nlm\\.nih\\.gov/|ncbi\\.nlm\\.nih\\.gov/(?:m/)?pubmed/(?:\\?term=)?"
              + "|europepmc\\.org/(?:abstract|article)/(?:MED|med)/)([1-9][0-9]{0,8})(?![0-9])");
  private static final Pattern PMC =
      Pattern.compile("(?<![A-Za-z0-9])(PMC[1-9][0-9]{2,9})(?![0-9])");
  private static final Pattern NAMED_PMID =
      Pattern.compile(
          "(?:^|[^A-Za-z])(?:PMID|PUBMED|Pubmed ID|PubMed ID)[:\\s]\\s*([1-9][0-9]{0,8})(?![0-9])");

  private FoundIds() {}

  /// @return the DOI that the text is, or names after `doi:` or in an address of the resolver
  public static @Nullable String doi(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = DOI.matcher(unescaped(text));
    return matcher.find() ? CitationIds.doi(trimmed(matcher.group())) : null;
  }

  /// Punctuation after it is the sentence's, and so is a bracket that it does not open.
  private static String trimmed(String doi) {
    String trimmed = doi;
    while (!trimmed.isEmpty()) {
      char last = trimmed.charAt(trimmed.length() - 1);
      boolean stray =
          ".,;:'\u2019\u201d".indexOf(last) >= 0
              || (last == ')' && trimmed.indexOf('(') < 0)
              || (last == ']' && trimmed.indexOf('[') < 0)
              || last == '}';
      if (!stray) {
        break;
      }
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    return trimmed;
  }

  private static String unescaped(String text) {
    if (text.toLowerCase(Locale.ROOT).contains("10.") && text.contains("%2")) {
      try {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return text;
      }
    }
    return text;
  }

  /// @return the DOI of an address of the resolver or of a field that is nothing but a DOI; other
  ///     addresses that hold one may be of anything
  public static @Nullable String doiAddress(@Nullable String text) {
    String bare = text == null ? "" : text.strip();
    boolean resolver = bare.matches("(?i)https?://(?:dx\\.)?doi\\.org/.*");
    return resolver || bare.startsWith("10.") || bare.regionMatches(true, 0, "doi:", 0, 4)
        ? doi(bare)
        : null;
  }

  /// @return the PMID in an address of PubMed or Europe PMC
  public static @Nullable String pubmedAddress(@Nullable String text) {
    Matcher matcher = PUBMED_ADDRESS.matcher(text == null ? "" : text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /// @return the PMID that the text calls so
  public static @Nullable String namedPmid(@Nullable String text) {
    Matcher matcher = NAMED_PMID.matcher(text == null ? "" : text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /// @return the PMCID in the text
  public static @Nullable String pmcid(@Nullable String text) {
    Matcher matcher = PMC.matcher(text == null ? "" : text);
    return matcher.find() ? CitationIds.pmcid(matcher.group(1)) : null;
  }
}
