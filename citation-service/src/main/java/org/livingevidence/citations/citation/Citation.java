package org.livingevidence.citations.citation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.mention.TopicMention;
import org.livingevidence.citations.reference.RetractedReferences;

/// A bibliographic record in full: what is stored, what the REST resource answers and what its
/// event carries are this one shape (`contracts/citation.v1.schema.json`). What is unknown is
/// absent, never null or empty.
///
/// @param id the strongest identifier at first sight: `pmid:…`, `doi:…`, `pmcid:…`, else `hash:…`
/// @param titleMarkup the title with its markup, where it has any: see [Markup]; the title is its
///     plain form
/// @param published the date as the source prints it: `2011`, `2011-02`, `2011-02-09`, or free text
/// @param notices what was published about this record later (retraction, erratum …), or by it
/// @param cites the works it refers to, as ids of citations
/// @param repairs what stood in the source where its encoding was mended
/// @param mentions the conditions that title and abstract name, where no heading has an id
/// @param sources the records that it was merged from, the strongest first; empty where it is one
///     source's record alone
/// @param state derived from notices and publication types, see [CitationState]
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(RetractedReferences.FIELD) // whoever writes what was read writes it too
public record Citation(
    @Nullable String id,
    @Nullable Identifiers identifiers,
    @Nullable String title,
    @Nullable String titleMarkup,
    @Nullable String vernacularTitle,
    @Nullable String vernacularTitleMarkup,
    List<Author> authors,
    @Nullable Boolean authorsComplete,
    @Nullable Journal journal,
    @Nullable Book book,
    @Nullable String volume,
    @Nullable String issue,
    @Nullable String pages,
    @Nullable String published,
    @Nullable Integer year,
    List<String> languages,
    @JsonProperty("abstract") List<Passage> passages,
    List<PublicationType> publicationTypes,
    List<Heading> headings,
    List<Substance> substances,
    List<Supplementary> supplementary,
    List<String> keywords,
    List<Registration> registrations,
    List<Notice> notices,
    List<String> cites,
    List<TopicMention> mentions,
    List<Repair> repairs,
    List<Contributor> sources,
    @Nullable String state,
    @Nullable String indexing,
    @Nullable String kind,
    @Nullable Source source) {

  /// Lists that are absent are empty, so that nobody has to ask.
  public Citation {
    authors = orEmpty(authors);
    languages = orEmpty(languages);
    passages = orEmpty(passages);
    publicationTypes = orEmpty(publicationTypes);
    headings = orEmpty(headings);
    substances = orEmpty(substances);
    supplementary = orEmpty(supplementary);
    keywords = orEmpty(keywords);
    registrations = orEmpty(registrations);
    notices = orEmpty(notices);
    cites = orEmpty(cites);
    mentions = orEmpty(mentions);
    repairs = orEmpty(repairs);
    sources = orEmpty(sources);
  }

  /// The same record under the id, with the derived state and kind and with the source, that this
  /// service decides.
  ///
  /// @param id the aggregate's id
  /// @param source where the record comes from
  /// @return the complete record
  public Citation settled(String id, Source source) {
    CitationCopy copy = new CitationCopy(this);
    copy.id = id;
    copy.state = CitationState.of(publicationTypes, notices).label();
    copy.kind = kind == null ? CitationState.kindOf(publicationTypes) : kind;
    copy.source = source;
    return copy.made();
  }

  /// @return the same record with its identifiers and its markup in their canonical spelling
  Citation canonical() {
    CitationCopy copy = new CitationCopy(this);
    if (identifiers != null) {
      copy.identifiers =
          new Identifiers(
              CitationIds.pmid(identifiers.pmid()),
              CitationIds.pmcid(identifiers.pmcid()),
              CitationIds.doi(identifiers.doi()),
              identifiers.pii());
    }
    copy.titleMarkup = CitationMarkup.canonical(titleMarkup);
    copy.vernacularTitleMarkup = CitationMarkup.canonical(vernacularTitleMarkup);
    copy.passages =
        passages.stream()
            .map(passage -> passage.markedUp(CitationMarkup.canonical(passage.markup())))
            .toList();
    return copy.made();
  }

  /// @return the same record with these mentions
  public Citation withMentions(List<TopicMention> mentions) {
    CitationCopy copy = new CitationCopy(this);
    copy.mentions = mentions;
    return copy.made();
  }

  /// @return the same record with these sources
  public Citation withSources(List<Contributor> sources) {
    CitationCopy copy = new CitationCopy(this);
    copy.sources = sources;
    return copy.made();
  }

  /// @return what duplicates are found by
  public Fingerprint fingerprint() {
    return CitationKey.fingerprint(this);
  }

  /// A source's record that is part of this one.
  ///
  /// @param kind `pubmed`, `curated`, `nbib`, `ris`, `bibtex`, `csl-json`, `retraction-table`
  /// @param key what the source's record is called, an id as citations have them
  /// @param revised its own date of revision, `yyyy-MM-dd`
  /// @param gave the fields of this citation whose content it gave, in their order; of lists that
  ///     are united, those to which it added
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Contributor(
      @Nullable String kind, @Nullable String key, @Nullable String revised, List<String> gave) {
    /// An absent list is empty.
    public Contributor {
      gave = orEmpty(gave);
    }
  }

  /// What other systems call the record; each value in its canonical spelling.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Identifiers(
      @Nullable String pmid, @Nullable String pmcid, @Nullable String doi, @Nullable String pii) {}

  /// A person, or a group under `collective`.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Author(
      @Nullable String family,
      @Nullable String given,
      @Nullable String initials,
      @Nullable String suffix,
      @Nullable String orcid,
      @Nullable String collective) {}

  /// The journal a record appeared in; the linking ISSN stands first.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Journal(
      @Nullable String title,
      @Nullable String abbreviation,
      List<String> issn,
      @Nullable String nlmId) {
    /// An absent list is empty.
    public Journal {
      issn = orEmpty(issn);
    }
  }

  /// The book that a record is, or is a chapter of.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Book(
      @Nullable String title,
      @Nullable String publisher,
      @Nullable String place,
      @Nullable String collection,
      List<String> isbn,
      @Nullable String accession) {
    /// An absent list is empty.
    public Book {
      isbn = orEmpty(isbn);
    }
  }

  /// A labelled part of the abstract, or the whole of it.
  ///
  /// @param markup the text with its markup, where it has any; the text is its plain form
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Passage(
      @Nullable String label,
      @Nullable String category,
      @Nullable String text,
      @Nullable String markup) {
    /// A part without markup.
    public Passage(@Nullable String label, @Nullable String category, @Nullable String text) {
      this(label, category, text, null);
    }

    /// @return the same part with this markup
    public Passage markedUp(@Nullable String markup) {
      return new Passage(label, category, text, markup);
    }
  }

  /// What kind of publication the source calls it; older records carry the name alone.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record PublicationType(@Nullable String id, @Nullable String name) {}

  /// A subject heading; older records carry the name alone.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Heading(
      @Nullable String id, @Nullable String name, boolean major, List<Qualifier> qualifiers) {
    /// An absent list is empty.
    public Heading {
      qualifiers = orEmpty(qualifiers);
    }
  }

  /// The aspect of a heading that the record treats.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Qualifier(@Nullable String id, @Nullable String name, boolean major) {}

  /// A chemical the record is about; not a drug: see the design's words.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Substance(
      @Nullable String id, @Nullable String name, @Nullable String registryNumber) {}

  /// A supplementary concept of a type, such as `Disease` or `Protocol`.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Supplementary(@Nullable String id, @Nullable String name, @Nullable String type) {}

  /// An entry of a trial registry or data bank.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Registration(@Nullable String registry, @Nullable String id) {}

  /// A statement about another publication: `RetractionIn`, `ErratumFor`, `CommentOn` …
  ///
  /// @param source where it was printed, in the source's words, or who recorded it
  /// @param doi the other publication's, which here is a notice as a rule
  /// @param reason why, in the source's words
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Notice(
      @Nullable String relation,
      @Nullable String pmid,
      @Nullable String source,
      @Nullable String note,
      @Nullable String date,
      @Nullable String doi,
      @Nullable String reason) {
    /// A notice as PubMed states it, without DOI and reason.
    public Notice(
        @Nullable String relation,
        @Nullable String pmid,
        @Nullable String source,
        @Nullable String note,
        @Nullable String date) {
      this(relation, pmid, source, note, date, null, null);
    }
  }

  /// A text whose encoding was mended on the way in.
  ///
  /// @param field the field of this record that holds the mended text, `title`
  /// @param original what the source holds; a byte that is no text stands as `\\xE9`
  /// @param basis why it could be mended: `windows-1252` or `double-encoded UTF-8`
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Repair(@Nullable String field, @Nullable String original, @Nullable String basis) {}

  /// Where the record comes from: `pubmed` or `curated`, the source's version and its own date of
  /// revision (`yyyy-MM-dd`). The release and the time of import live beside the state.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Source(
      @Nullable String kind, @Nullable Integer version, @Nullable String revised) {}

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
  }
}
