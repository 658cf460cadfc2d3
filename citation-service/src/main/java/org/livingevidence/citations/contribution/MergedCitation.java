package org.livingevidence.citations.contribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;

/// The state of a citation as a function of what its sources say. Each field is the strongest
/// source's that has it; notices, registrations, references and identifiers are united; keywords
/// are united without regard to case. What a source gave is noted.
///
/// Headings, substances and supplementary concepts come from NLM's records and curators only: the
/// keywords of other systems are not MeSH, whatever they look like.
final class MergedCitation {
  private final List<Piece> pieces;
  private final Map<Piece, List<String>> gave = new LinkedHashMap<>();

  private MergedCitation(List<Piece> pieces) {
    this.pieces = pieces;
    pieces.forEach(piece -> gave.put(piece, new ArrayList<>()));
  }

  /// A source's record.
  ///
  /// @param kind see [Sources]
  record Piece(String kind, String key, @Nullable String revised, Citation citation) {}

  /// @param id the citation's id
  /// @param principal what NLM or a curator says, null where neither does
  /// @param parts what others say; not empty unless there is a principal
  /// @return the citation, without mentions
  static Citation of(String id, @Nullable Citation principal, Collection<Part> parts) {
    List<Piece> pieces = new ArrayList<>();
    if (principal != null) {
      Citation.Source source = principal.source();
      String kind = source == null || source.kind() == null ? Sources.CURATED : source.kind();
      pieces.add(new Piece(kind, id, source == null ? null : source.revised(), principal));
    }
    parts.stream()
        .sorted(Part.STRENGTH)
        .forEach(
            part ->
                pieces.add(new Piece(part.source(), part.key(), part.revised(), part.citation())));
    if (principal != null && parts.isEmpty()) {
      return principal.withMentions(List.of());
    }
    return new MergedCitation(pieces).merge(id, principal);
  }

  private Citation merge(String id, @Nullable Citation principal) {
    CitationDraft draft = new CitationDraft();
    identifiers(draft);
    draft.title = first("title", Citation::title);
    draft.titleMarkup = markup("titleMarkup", draft.title, Citation::title, Citation::titleMarkup);
    draft.vernacularTitle = first("vernacularTitle", Citation::vernacularTitle);
    draft.vernacularTitleMarkup =
        markup(
            "vernacularTitleMarkup",
            draft.vernacularTitle,
            Citation::vernacularTitle,
            Citation::vernacularTitleMarkup);
    draft.authors = new ArrayList<>(firstList("authors", Citation::authors));
    draft.authorsComplete = first("authorsComplete", Citation::authorsComplete);
    journal(draft);
    draft.book = first("book", Citation::book);
    draft.volume = first("volume", Citation::volume);
    draft.issue = first("issue", Citation::issue);
    draft.pages = first("pages", Citation::pages);
    draft.published = first("published", Citation::published);
    draft.year = first("year", Citation::year);
    draft.indexing = first("indexing", Citation::indexing);
    draft.kind =
        first("kind", citation -> "article".equals(citation.kind()) ? null : citation.kind());
    draft.languages.addAll(firstList("languages", Citation::languages));
    draft.passages.addAll(firstList("abstract", Citation::passages));
    draft.publicationTypes.addAll(firstList("publicationTypes", Citation::publicationTypes));
    draft.headings.addAll(firstList("headings", Citation::headings));
    draft.substances.addAll(firstList("substances", Citation::substances));
    draft.supplementary.addAll(firstList("supplementary", Citation::supplementary));
    Map<String, String> keywords = new LinkedHashMap<>();
    united(
        "keywords",
        Citation::keywords,
        word -> keywords.putIfAbsent(word.toLowerCase(Locale.ROOT), word) == null);
    draft.keywords.addAll(keywords.values());
    united("registrations", Citation::registrations, draft.registrations::add);
    NoticeSet notices = new NoticeSet();
    united("notices", Citation::notices, notices::add);
    draft.notices.addAll(notices.all());
    united("repairs", Citation::repairs, draft.repairs::add);
    united("cites", Citation::cites, draft.cites::add);
    Piece strongest = pieces.getFirst();
    Citation.Source source =
        principal != null && principal.source() != null
            ? principal.source()
            : new Citation.Source(strongest.kind(), null, strongest.revised());
    return draft.build(id, source).withSources(pieces.size() == 1 ? List.of() : contributors());
  }

  private List<Citation.Contributor> contributors() {
    return gave.entrySet().stream()
        .map(
            entry ->
                new Citation.Contributor(
                    entry.getKey().kind(),
                    entry.getKey().key(),
                    entry.getKey().revised(),
                    entry.getValue().stream().distinct().sorted().toList()))
        .toList();
  }

  private void identifiers(CitationDraft draft) {
    draft.pmid = first("identifiers", citation -> ids(citation).pmid());
    draft.pmcid = first("identifiers", citation -> ids(citation).pmcid());
    draft.doi = first("identifiers", citation -> ids(citation).doi());
    draft.pii = first("identifiers", citation -> ids(citation).pii());
  }

  /// One source's journal, completed by others where they name the same one.
  private void journal(CitationDraft draft) {
    Citation.Journal journal = first("journal", Citation::journal);
    if (journal == null) {
      return;
    }
    draft.journalTitle = orOther(journal.title(), Citation.Journal::title);
    draft.journalAbbreviation = orOther(journal.abbreviation(), Citation.Journal::abbreviation);
    draft.journalNlmId = journal.nlmId();
    draft.issn.addAll(journal.issn());
    if (journal.issn().isEmpty()) {
      pieces.stream()
          .map(piece -> piece.citation().journal())
          .filter(Objects::nonNull)
          .flatMap(other -> other.issn().stream())
          .forEach(draft.issn::add);
    }
  }

  private @Nullable String orOther(
      @Nullable String said, Function<Citation.Journal, @Nullable String> field) {
    if (said != null) {
      return said;
    }
    for (Piece piece : pieces) {
      Citation.Journal other = piece.citation().journal();
      String value = other == null ? null : field.apply(other);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private <T> @Nullable T first(String name, Function<Citation, @Nullable T> field) {
    for (Map.Entry<Piece, List<String>> entry : gave.entrySet()) {
      T value = field.apply(entry.getKey().citation());
      if (value != null) {
        entry.getValue().add(name);
        return value;
      }
    }
    return null;
  }

  /// The markup of the first source that has any for the very same words.
  private @Nullable String markup(
      String name,
      @Nullable String plain,
      Function<Citation, @Nullable String> text,
      Function<Citation, @Nullable String> markup) {
    return plain == null
        ? null
        : first(
            name, citation -> plain.equals(text.apply(citation)) ? markup.apply(citation) : null);
  }

  private <T> List<T> firstList(String name, Function<Citation, List<T>> field) {
    List<T> found =
        first(name, citation -> field.apply(citation).isEmpty() ? null : field.apply(citation));
    return found == null ? List.of() : found;
  }

  private <T> void united(
      String name, Function<Citation, List<T>> field, Function<T, Boolean> added) {
    gave.forEach(
        (piece, names) -> {
          for (T value : new LinkedHashSet<>(field.apply(piece.citation()))) {
            if (added.apply(value)) {
              names.add(name);
            }
          }
        });
  }

  private static Citation.Identifiers ids(Citation citation) {
    return citation.identifiers() == null
        ? new Citation.Identifiers(null, null, null, null)
        : citation.identifiers();
  }
}
