package org.livingevidence.citations.citation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.event.StateJson;

/// What a record is called at first sight: its strongest identifier, else a hash of what
/// identifies a publication.
public final class CitationKey {
  private CitationKey() {}

  /// @param citation with its identifiers in their canonical spelling
  /// @return `pmid:…`, `doi:…`, `pmcid:…`, or `hash:…` of title, year, first author and pages
  public static String of(Citation citation) {
    Citation.Identifiers identifiers = citation.identifiers();
    if (identifiers != null && identifiers.pmid() != null) {
      return "pmid:" + identifiers.pmid();
    }
    if (identifiers != null && identifiers.doi() != null) {
      return "doi:" + identifiers.doi();
    }
    if (identifiers != null && identifiers.pmcid() != null) {
      return "pmcid:" + identifiers.pmcid();
    }
    String title = citation.title() == null ? citation.vernacularTitle() : citation.title();
    Citation.Author first = citation.authors().isEmpty() ? null : citation.authors().getFirst();
    String author =
        first == null ? null : first.family() == null ? first.collective() : first.family();
    return "hash:"
        + StateJson.hash(
            String.join(
                "\n",
                normal(title),
                String.valueOf(citation.year()),
                normal(author),
                normal(citation.pages())));
  }

  /// @return what its duplicates are found by
  static Fingerprint fingerprint(Citation citation) {
    Citation.Author first = citation.authors().isEmpty() ? null : citation.authors().getFirst();
    Citation.Identifiers identifiers = citation.identifiers();
    Citation.Identifiers ids =
        identifiers == null ? new Citation.Identifiers(null, null, null, null) : identifiers;
    Citation.Journal journal = citation.journal();
    String venue = journal == null ? null : journal.abbreviation();
    if (venue == null && journal != null) {
      venue = journal.title();
    }
    return Fingerprint.of(
        ids.pmid(),
        ids.doi(),
        ids.pmcid(),
        citation.kind(),
        citation.title() == null ? citation.vernacularTitle() : citation.title(),
        first == null ? null : first.family() == null ? first.collective() : first.family(),
        venue,
        citation.volume(),
        citation.pages(),
        citation.year());
  }

  private static String normal(@Nullable String text) {
    return text == null
        ? ""
        : text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
