package org.livingevidence.citations.citation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.mention.TopicMention;

/// A citation to be changed in a few fields: takes all of another's, and makes one of what it then
/// holds. The only place besides [CitationDraft] that names every component.
final class CitationCopy {
  @Nullable String id;
  Citation.@Nullable Identifiers identifiers;
  @Nullable String title;
  @Nullable String titleMarkup;
  @Nullable String vernacularTitle;
  @Nullable String vernacularTitleMarkup;
  List<Citation.Author> authors;
  @Nullable Boolean authorsComplete;
  Citation.@Nullable Journal journal;
  Citation.@Nullable Book book;
  @Nullable String volume;
  @Nullable String issue;
  @Nullable String pages;
  @Nullable String published;
  @Nullable Integer year;
  List<String> languages;
  List<Citation.Passage> passages;
  List<Citation.PublicationType> publicationTypes;
  List<Citation.Heading> headings;
  List<Citation.Substance> substances;
  List<Citation.Supplementary> supplementary;
  List<String> keywords;
  List<Citation.Registration> registrations;
  List<Citation.Notice> notices;
  List<String> cites;
  List<TopicMention> mentions;
  List<Citation.Repair> repairs;
  List<Citation.Contributor> sources;
  @Nullable String state;
  @Nullable String indexing;
  @Nullable String kind;
  Citation.@Nullable Source source;

  CitationCopy(Citation citation) {
    id = citation.id();
    identifiers = citation.identifiers();
    title = citation.title();
    titleMarkup = citation.titleMarkup();
    vernacularTitle = citation.vernacularTitle();
    vernacularTitleMarkup = citation.vernacularTitleMarkup();
    authors = citation.authors();
    authorsComplete = citation.authorsComplete();
    journal = citation.journal();
    book = citation.book();
    volume = citation.volume();
    issue = citation.issue();
    pages = citation.pages();
    published = citation.published();
    year = citation.year();
    languages = citation.languages();
    passages = citation.passages();
    publicationTypes = citation.publicationTypes();
    headings = citation.headings();
    substances = citation.substances();
    supplementary = citation.supplementary();
    keywords = citation.keywords();
    registrations = citation.registrations();
    notices = citation.notices();
    cites = citation.cites();
    mentions = citation.mentions();
    repairs = citation.repairs();
    sources = citation.sources();
    state = citation.state();
    indexing = citation.indexing();
    kind = citation.kind();
    source = citation.source();
  }

  Citation made() {
    return new Citation(
        id,
        identifiers,
        title,
        titleMarkup,
        vernacularTitle,
        vernacularTitleMarkup,
        authors,
        authorsComplete,
        journal,
        book,
        volume,
        issue,
        pages,
        published,
        year,
        languages,
        passages,
        publicationTypes,
        headings,
        substances,
        supplementary,
        keywords,
        registrations,
        notices,
        cites,
        mentions,
        repairs,
        sources,
        state,
        indexing,
        kind,
        source);
  }
}
