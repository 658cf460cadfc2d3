package org.livingevidence.citations.intake.bibtex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.citation.NoticeText;
import org.livingevidence.citations.intake.AbstractSections;
import org.livingevidence.citations.intake.FoundIds;
import org.livingevidence.citations.intake.PrintedDates;
import org.livingevidence.citations.intake.PrintedParts;
import org.livingevidence.citations.intake.SourceDates;

/// What the fields of an entry say, in the names of BibTeX, BibLaTeX and the tools that write
/// PubMed's data as BibTeX.
final class BibtexFields {

  private final String type;
  private final @Nullable String key;
  private final Map<String, String> fields;
  private final CitationDraft draft = new CitationDraft();

  BibtexFields(String type, @Nullable String key, Map<String, String> fields) {
    this.type = type;
    this.key = key;
    this.fields = fields;
  }

  /// @return the entry's own date of revision, `yyyy-MM-dd`
  static @Nullable String revised(Map<String, String> fields) {
    return PrintedDates.exact(fields.get("revised"));
  }

  CitationDraft draft() {
    boolean chapter = type.equals("incollection") || type.equals("inbook");
    boolean book = type.equals("book") || type.equals("mvbook") || type.equals("collection");
    draft.kind = book ? "book" : chapter ? "chapter" : null;
    draft.title(withSubtitle());
    draft.vernacularTitle(marked(first("transliterated-title", "vernaculartitle")));
    draft.authors = BibtexNames.parse(raw("author"), "PubMed".equals(plain("source")));
    String corporate = plain("corporate");
    if (corporate != null) {
      draft.authors.add(new Citation.Author(null, null, null, null, null, corporate));
    }
    if (draft.authors.isEmpty() && book) {
      draft.authors = BibtexNames.parse(raw("editor"), false);
    }
    AbstractSections.add(marked(raw("abstract")), draft.passages);
    identifiers();
    draft.volume = PrintedParts.volume(plain("volume"));
    draft.issue = plain("number", "issue");
    draft.pages = PrintedParts.pages(plain("pages", "eid", "article-number"), null);
    PrintedParts.published(date(), draft);
    PrintedParts.language(plain("language", "langid"), draft);
    keywords();
    for (String name :
        List.of("issn-linking", "linking-issn", "issn", "electronic-issn", "eissn")) {
      PrintedParts.issn(plain(name), draft);
    }
    if (chapter || book) {
      book(chapter);
    } else {
      draft.journalTitle = plain("journal", "journaltitle", "booktitle");
      draft.journalAbbreviation =
          plain("shortjournal", "journal-abbreviation", "title-abbreviation", "journalabbr");
      draft.journalNlmId = plain("nlm-unique-id", "nlm-id", "nlmuniqueid");
    }
    String status = plain("status");
    draft.indexing = "NLM".equals(plain("owner")) ? status : null;
    notes();
    return draft;
  }

  private @Nullable MarkedText withSubtitle() {
    String title = raw("title");
    String subtitle = raw("subtitle");
    MarkedText alone = marked(title);
    return alone == null || marked(subtitle) == null ? alone : marked(title + ": " + subtitle);
  }

  private static @Nullable MarkedText marked(@Nullable String raw) {
    return raw == null ? null : BibtexText.marked(raw);
  }

  private @Nullable String first(String... names) {
    for (String name : names) {
      if (plain(name) != null) {
        return raw(name);
      }
    }
    return null;
  }

  private void identifiers() {
    draft.pmid = CitationIds.pmid(plain("pmid"));
    if (draft.pmid == null && "pubmed".equalsIgnoreCase(plain("eprinttype"))) {
      draft.pmid = CitationIds.pmid(plain("eprint"));
    }
    String url = plain("url");
    if (draft.pmid == null) {
      draft.pmid = FoundIds.pubmedAddress(url);
    }
    draft.pmcid = FoundIds.pmcid(plain("pmcid", "pmc"));
    if (draft.pmcid == null && url != null && url.contains("/pmc/")) {
      draft.pmcid = FoundIds.pmcid(url);
    }
    draft.doi = CitationIds.doi(plain("doi", "article-doi"));
    if (draft.doi == null) {
      draft.doi = FoundIds.doi(plain("doi", "article-doi"));
    }
    if (draft.doi == null) {
      draft.doi = FoundIds.doiAddress(url);
    }
    String pii = plain("pii", "article-pii");
    draft.pii = pii;
    if (draft.pmid == null
        && key != null
        && url == null
        && key.matches("pmid[:_]?[1-9][0-9]{4,8}")) {
      draft.pmid = CitationIds.pmid(key.replaceFirst("pmid[:_]?", ""));
    }
  }

  private @Nullable SourceDates date() {
    String date = plain("date");
    if (date != null) {
      return PrintedDates.parse(date);
    }
    String year = plain("year");
    String month = plain("month");
    if (year == null || month == null) {
      return year == null ? null : PrintedDates.parse(year);
    }
    if (!year.matches("[0-9]{4}")) {
      return PrintedDates.parse(year);
    }
    String bare = month.replaceFirst("\\.$", "").strip();
    if (bare.matches("[0-9]{1,2}") || bare.matches("[A-Za-z]{3,9}")) {
      return new SourceDates(year, bare, plain("day"), null, null);
    }
    return PrintedDates.parse(year + " " + bare);
  }

  private void keywords() {
    String printed = plain("keywords", "keyword");
    if (printed == null) {
      return;
    }
    for (String keyword : printed.split(printed.contains(";") ? ";" : ",")) {
      if (!keyword.isBlank()) {
        draft.keywords.add(keyword.strip());
      }
    }
  }

  private void book(boolean chapter) {
    List<String> isbn = new ArrayList<>();
    String printed = plain("isbn");
    if (printed != null) {
      for (String one : printed.split("[,;]| (?=97[89])")) {
        String number = PrintedParts.isbn(one);
        if (number != null) {
          isbn.add(number);
        }
      }
    }
    draft.book =
        new Citation.Book(
            chapter ? plain("booktitle") : draft.title,
            plain("publisher"),
            plain("address", "location"),
            plain("series"),
            isbn,
            null);
  }

  /// What our own exports put into the note, a notice a line.
  private void notes() {
    String note = raw("note");
    if (note == null) {
      return;
    }
    for (String part : BibtexText.plain(note).split(" ?\\|\\| ?")) {
      if (part.startsWith("Notice: ")) {
        Citation.Notice notice = NoticeText.parse(part.substring(8).strip());
        if (notice != null) {
          draft.notices.add(notice);
        }
      } else if (part.startsWith("Publication type: ")) {
        PrintedParts.type(part.substring(18).strip(), draft);
      } else if (part.startsWith("Registration: ")) {
        String value = part.substring(14).strip();
        int colon = value.indexOf(": ");
        if (colon > 0) {
          draft.registrations.add(
              new Citation.Registration(value.substring(0, colon), value.substring(colon + 2)));
        }
      }
    }
  }

  private @Nullable String raw(String name) {
    String value = fields.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  private @Nullable String plain(String... names) {
    for (String name : names) {
      String value = raw(name);
      String plain = value == null ? "" : BibtexText.plain(value).strip();
      if (!plain.isEmpty()) {
        return plain;
      }
    }
    return null;
  }
}
