package org.livingevidence.citations.intake.csl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.intake.AbstractSections;
import org.livingevidence.citations.intake.FoundIds;
import org.livingevidence.citations.intake.PrintedParts;
import org.livingevidence.citations.intake.Records;
import org.livingevidence.citations.intake.TextMarkup;

/// What the members of one item say; those of Crossref that differ are read too.
final class CslItem {
  /// The members that are looked at; all others may be of any size and shape.
  static final Set<String> FIELDS =
      Set.of(
          "id",
          "type",
          "title",
          "subtitle",
          "author",
          "editor",
          "issued",
          "published",
          "published-print",
          "published-online",
          "container-title",
          "container-title-short",
          "short-container-title",
          "journalAbbreviation",
          "volume",
          "issue",
          "supplement",
          "page",
          "article-number",
          "number",
          "DOI",
          "PMID",
          "PMCID",
          "ISSN",
          "ISBN",
          "URL",
          "abstract",
          "language",
          "keyword",
          "subject",
          "note",
          "status",
          "custom",
          "publisher",
          "publisher-place",
          "event-place",
          "publisher-location",
          "collection-title",
          "original-title",
          "subtype",
          "genre",
          "update-to",
          "updated-by");

  private static final Set<String> BOOKS =
      Set.of("book", "monograph", "reference-book", "edited-book");
  private static final Set<String> CHAPTERS =
      Set.of("chapter", "book-chapter", "entry", "entry-encyclopedia", "entry-dictionary");

  private static final Pattern NOTE_FIELD =
      Pattern.compile("(?mi)^\\s*(PMID|PMCID|DOI):\\s*(\\S+)\\s*$");

  /// Crossref's words for updates, as PubMed calls the relation.
  private static final Map<String, String> UPDATES =
      Map.of(
          "retraction", "Retraction",
          "partial_retraction", "PartialRetraction",
          "withdrawal", "Retraction",
          "removal", "Retraction",
          "expression_of_concern", "ExpressionOfConcern",
          "correction", "Erratum",
          "corrigendum", "Erratum",
          "erratum", "Erratum");

  private final ObjectNode item;
  private final CitationDraft draft = new CitationDraft();

  CslItem(ObjectNode item) {
    this.item = item;
  }

  void read(long line, Records records) {
    if (item.isEmpty()) {
      records.rejected(null, "it is no item of CSL-JSON", line);
      return;
    }
    String type = word("type");
    boolean book = BOOKS.contains(type);
    boolean chapter = CHAPTERS.contains(type);
    draft.kind = book ? "book" : chapter ? "chapter" : null;
    draft.title(title());
    draft.vernacularTitle(TextMarkup.rich(text("original-title")));
    draft.authors = names("author");
    if (draft.authors.isEmpty() && book) {
      draft.authors = names("editor");
    }
    if (type.equals("posted-content")
        || "preprint".equals(word("subtype"))
        || "preprint".equalsIgnoreCase(word("genre"))) {
      PrintedParts.type("Preprint", draft);
    }
    date();
    places();
    identifiers();
    AbstractSections.add(TextMarkup.rich(text("abstract")), draft.passages);
    PrintedParts.language(text("language"), draft);
    keywords();
    if (book || chapter) {
      book(chapter);
    } else {
      draft.journalTitle = plain(text("container-title"));
      draft.journalAbbreviation =
          first(
              text("container-title-short"),
              text("short-container-title"),
              text("journalAbbreviation"));
    }
    updates("update-to", "For", "Of");
    updates("updated-by", "In", "In");
    CslCustom.read(item.path("custom"), draft);
    if ("retracted".equalsIgnoreCase(word("status"))
        && draft.notices.stream().noneMatch(n -> String.valueOf(n.relation()).contains("etract"))
        && draft.publicationTypes.isEmpty()) {
      PrintedParts.type("Retracted Publication", draft);
    }
    records.accept(draft, null, line);
  }

  private @Nullable MarkedText title() {
    MarkedText title = TextMarkup.rich(text("title"));
    MarkedText subtitle = TextMarkup.rich(text("subtitle"));
    return title == null || subtitle == null || title.plain().contains(subtitle.plain())
        ? title
        : TextMarkup.rich(text("title") + ": " + text("subtitle"));
  }

  private List<Citation.Author> names(String member) {
    List<Citation.Author> authors = new ArrayList<>();
    for (JsonNode name : item.path(member)) {
      Citation.Author author = CslName.read(name);
      if (author != null) {
        authors.add(author);
      }
    }
    return authors;
  }

  private void date() {
    for (String member :
        new String[] {"issued", "published-print", "published", "published-online"}) {
      if (CslDate.read(item.path(member), draft)) {
        return;
      }
    }
  }

  private void places() {
    draft.volume = PrintedParts.volume(text("volume"));
    String supplement = text("supplement");
    if (supplement != null) {
      draft.volume =
          draft.volume == null ? "Suppl " + supplement : draft.volume + " Suppl " + supplement;
    }
    draft.issue = text("issue");
    draft.pages = PrintedParts.pages(first(text("page"), text("article-number"), null), null);
    for (String issn : texts("ISSN")) {
      PrintedParts.issn(issn, draft);
    }
  }

  private void identifiers() {
    draft.doi = CitationIds.doi(text("DOI"));
    draft.pmid = CitationIds.pmid(text("PMID"));
    draft.pmcid = CitationIds.pmcid(text("PMCID"));
    String note = item.path("note").isTextual() ? item.path("note").textValue() : "";
    Matcher matcher = NOTE_FIELD.matcher(note.length() > 10_000 ? note.substring(0, 10_000) : note);
    while (matcher.find()) {
      String value = matcher.group(2);
      switch (matcher.group(1).toUpperCase(Locale.ROOT)) {
        case "PMID" -> draft.pmid = draft.pmid == null ? CitationIds.pmid(value) : draft.pmid;
        case "PMCID" -> draft.pmcid = draft.pmcid == null ? CitationIds.pmcid(value) : draft.pmcid;
        default -> draft.doi = draft.doi == null ? CitationIds.doi(value) : draft.doi;
      }
    }
    String url = text("URL");
    if (draft.doi == null) {
      draft.doi = FoundIds.doiAddress(url);
    }
    if (draft.pmid == null) {
      draft.pmid = FoundIds.pubmedAddress(url);
    }
    if (draft.pmcid == null && url != null && url.contains("/pmc/")) {
      draft.pmcid = FoundIds.pmcid(url);
    }
  }

  private void keywords() {
    String printed = text("keyword");
    if (printed != null) {
      for (String keyword : printed.split(printed.contains(";") ? ";" : ",")) {
        if (!keyword.isBlank()) {
          draft.keywords.add(keyword.strip());
        }
      }
    }
  }

  private void book(boolean chapter) {
    List<String> isbn = new ArrayList<>();
    for (String printed : texts("ISBN")) {
      for (String one : printed.split("[,;]| (?=97[89])")) {
        String number = PrintedParts.isbn(one);
        if (number != null) {
          isbn.add(number);
        }
      }
    }
    draft.book =
        new Citation.Book(
            chapter ? plain(text("container-title")) : draft.title,
            text("publisher"),
            first(text("publisher-place"), text("publisher-location"), text("event-place")),
            text("collection-title"),
            isbn,
            null);
  }

  /// Crossref: a notice names what it updates (`update-to`), and a work what updated it.
  private void updates(String member, String of, String retracts) {
    for (JsonNode update : item.path(member)) {
      String relation = UPDATES.get(update.path("type").asText().toLowerCase(Locale.ROOT));
      String doi = CitationIds.doi(update.path("DOI").asText());
      if (relation != null && doi != null) {
        String ending = relation.endsWith("Retraction") ? retracts : of;
        draft.notices.add(
            new Citation.Notice(
                relation + ending,
                null,
                update.path("label").asText(null),
                null,
                CslDate.printed(update.path("updated")),
                doi,
                null));
      }
    }
  }

  private String word(String member) {
    String text = text(member);
    return text == null ? "" : text;
  }

  /// The member as one text: a number as printed, the first of several.
  private @Nullable String text(String member) {
    List<String> texts = texts(member);
    return texts.isEmpty() ? null : texts.getFirst();
  }

  private List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    JsonNode value = item.path(member);
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (one.isTextual() || one.isNumber()) {
        String text = one.asText().strip();
        if (!text.isEmpty()) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static @Nullable String first(
      @Nullable String one, @Nullable String two, @Nullable String three) {
    return one != null ? one : two != null ? two : three;
  }

  /// Without the markup of JATS and HTML that Crossref and the style processors allow.
  private static @Nullable String plain(@Nullable String text) {
    MarkedText read = TextMarkup.rich(text);
    return read == null ? null : read.plain();
  }
}
