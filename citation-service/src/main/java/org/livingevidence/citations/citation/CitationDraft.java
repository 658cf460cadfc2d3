package org.livingevidence.citations.citation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;

/// A citation in the making, for readers that meet its parts in the order of a file.
public final class CitationDraft {
  public @Nullable String pmid;
  public @Nullable String pmcid;
  public @Nullable String doi;
  public @Nullable String pii;
  public @Nullable String title;
  public @Nullable String titleMarkup;
  public @Nullable String vernacularTitle;
  public @Nullable String vernacularTitleMarkup;
  public @Nullable Boolean authorsComplete;
  public @Nullable String journalTitle;
  public @Nullable String journalAbbreviation;
  public @Nullable String journalNlmId;
  public @Nullable String volume;
  public @Nullable String issue;
  public @Nullable String pages;
  public @Nullable String published;
  public @Nullable Integer year;
  public @Nullable String indexing;
  public @Nullable String kind;
  public Citation.@Nullable Book book;
  public List<Citation.Author> authors = new ArrayList<>();
  public final Set<String> issn = new LinkedHashSet<>();
  public final Set<String> languages = new LinkedHashSet<>();
  public final List<Citation.Passage> passages = new ArrayList<>();
  public final List<Citation.PublicationType> publicationTypes = new ArrayList<>();
  public final List<Citation.Heading> headings = new ArrayList<>();
  public final List<Citation.Substance> substances = new ArrayList<>();
  public final List<Citation.Supplementary> supplementary = new ArrayList<>();
  public final Set<String> keywords = new LinkedHashSet<>();
  public final Set<Citation.Registration> registrations = new LinkedHashSet<>();
  public final Set<Citation.Notice> notices = new LinkedHashSet<>();
  public final Set<String> cites = new LinkedHashSet<>();
  public final Set<Citation.Repair> repairs = new LinkedHashSet<>();

  /// Sets the title with its markup.
  public void title(@Nullable MarkedText text) {
    title = text == null ? null : text.plain();
    titleMarkup = text == null ? null : text.canonical();
  }

  /// Sets the vernacular title with its markup.
  public void vernacularTitle(@Nullable MarkedText text) {
    vernacularTitle = text == null ? null : text.plain();
    vernacularTitleMarkup = text == null ? null : text.canonical();
  }

  /// @param id the aggregate's id
  /// @param source where the record comes from
  /// @return the citation with everything derived from it
  public Citation build(String id, Citation.Source source) {
    cites.remove(id);
    boolean inJournal = journalTitle != null || journalAbbreviation != null || !issn.isEmpty();
    return new Citation(
            id,
            pmid == null && pmcid == null && doi == null && pii == null
                ? null
                : new Citation.Identifiers(pmid, pmcid, doi, pii),
            title != null ? title : vernacularTitle,
            title != null ? titleMarkup : vernacularTitleMarkup,
            vernacularTitle,
            vernacularTitleMarkup,
            authors,
            authorsComplete,
            inJournal || journalNlmId != null
                ? new Citation.Journal(
                    journalTitle, journalAbbreviation, List.copyOf(issn), journalNlmId)
                : null,
            book,
            volume,
            issue,
            pages,
            published,
            year,
            List.copyOf(languages),
            passages,
            publicationTypes,
            headings,
            substances,
            supplementary,
            List.copyOf(keywords),
            List.copyOf(registrations),
            List.copyOf(notices),
            List.copyOf(cites),
            List.of(),
            List.copyOf(repairs),
            List.of(),
            null,
            indexing,
            kind,
            null)
        .settled(id, source);
  }
}
