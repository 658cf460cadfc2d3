package org.livingevidence.citations.intake.ris;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.citation.NoticeText;
import org.livingevidence.citations.intake.AbstractSections;
import org.livingevidence.citations.intake.PersonNames;
import org.livingevidence.citations.intake.PrintedDates;
import org.livingevidence.citations.intake.PrintedParts;
import org.livingevidence.citations.intake.SourceDates;
import org.livingevidence.citations.intake.TaggedRecord;

/// What the fields of one record say, whoever wrote it.
///
/// Keywords stay keywords: they are Emtree's, a thesaurus's or an author's, and where they look
/// like MeSH nothing says that they are.
final class RisRecord {
  private static final Set<String> BOOKS = Set.of("BOOK", "EBOOK", "EDBOOK");
  private static final Set<String> CHAPTERS = Set.of("CHAP", "ECHAP");

  /// What the databases call types of publication, as MeSH calls them.
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("article", "Journal Article"),
          Map.entry("journal article", "Journal Article"),
          Map.entry("review", "Review"),
          Map.entry("systematic review", "Systematic Review"),
          Map.entry("meta-analysis", "Meta-Analysis"),
          Map.entry("randomized controlled trial", "Randomized Controlled Trial"),
          Map.entry("clinical trial", "Clinical Trial"),
          Map.entry("case report", "Case Reports"),
          Map.entry("case reports", "Case Reports"),
          Map.entry("editorial", "Editorial"),
          Map.entry("letter", "Letter"),
          Map.entry("comment", "Comment"),
          Map.entry("erratum", "Published Erratum"),
          Map.entry("published erratum", "Published Erratum"),
          Map.entry("correction", "Published Erratum"),
          Map.entry("preprint", "Preprint"),
          Map.entry("retracted", "Retracted Publication"),
          Map.entry("retracted publication", "Retracted Publication"),
          Map.entry("retraction", "Retraction of Publication"),
          Map.entry("retraction of publication", "Retraction of Publication"));

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("TI", "title"),
          Map.entry("T1", "title"),
          Map.entry("AB", "abstract"),
          Map.entry("N2", "abstract"),
          Map.entry("AU", "authors"),
          Map.entry("A1", "authors"),
          Map.entry("KW", "keywords"),
          Map.entry("JO", "journal"),
          Map.entry("JF", "journal"),
          Map.entry("JA", "journal"),
          Map.entry("J2", "journal"),
          Map.entry("T2", "journal"),
          Map.entry("PB", "book"),
          Map.entry("BT", "book"));

  private static final Pattern OWN_NOTE =
      Pattern.compile("(Vernacular title|Registration|Publication type|Notice|PII|ORCID): (.+)");
  private static final Pattern ORCID_OF =
      Pattern.compile("(.+?); *ORCID: *(\\S+)", Pattern.CASE_INSENSITIVE);

  private final TaggedRecord record;
  private final CitationDraft draft = new CitationDraft();
  private final String type;

  RisRecord(TaggedRecord record) {
    this.record = record;
    String printed = record.first("TY");
    type = printed == null ? "" : printed.strip().toUpperCase(Locale.ROOT);
  }

  CitationDraft draft() {
    boolean chapter = CHAPTERS.contains(type);
    boolean book = BOOKS.contains(type);
    draft.kind = book ? "book" : chapter ? "chapter" : null;
    draft.title = record.first("TI", "T1", book ? "BT" : "CT", "ST");
    authors();
    journal(book || chapter);
    places();
    PrintedParts.published(date(), draft);
    String text = record.first("AB", "N2");
    if (text != null) {
      AbstractSections.add(text, draft.passages);
    }
    keywords();
    for (String language : record.all("LA")) {
      PrintedParts.language(language, draft);
    }
    for (String printed : record.all("M3")) {
      type(printed);
    }
    for (String printed : record.all("PT")) {
      for (String part : printed.split(", ")) {
        type(part);
      }
    }
    notes();
    new RisIdentifiers(record, draft).read();
    if (book || chapter) {
      book(chapter);
    }
    record.repairs(draft, NAMES);
    return draft;
  }

  private void authors() {
    List<Citation.Author> authors = new ArrayList<>();
    for (String tag : new String[] {"AU", "A1"}) {
      add(tag, authors);
    }
    if (authors.isEmpty() && BOOKS.contains(type)) {
      for (String tag : new String[] {"A2", "ED", "A3"}) {
        add(tag, authors);
      }
    }
    for (String printed : record.all("AI")) {
      Matcher matcher = ORCID_OF.matcher(printed);
      if (matcher.matches()) {
        identify(authors, matcher.group(1), CitationIds.orcid(matcher.group(2)));
      }
    }
    draft.authors = authors;
  }

  private void add(String tag, List<Citation.Author> authors) {
    for (String printed : record.all(tag)) {
      for (String line : printed.split("\n")) {
        Citation.Author author = name(line.strip());
        if (author != null) {
          authors.add(author);
        }
      }
    }
  }

  /// A comma at the end, or two in a row, is EndNote's way to say that a name is a group's.
  private static Citation.@Nullable Author name(String printed) {
    if (printed.contains(",,")) {
      return PersonNames.group(printed.replaceFirst(",,", ","));
    }
    return printed.length() > 1 && printed.endsWith(",")
        ? PersonNames.group(printed.substring(0, printed.length() - 1))
        : PersonNames.parse(printed);
  }

  private static void identify(
      List<Citation.Author> authors, String printed, @Nullable String orcid) {
    Citation.Author named = name(printed.strip());
    int at = named == null || orcid == null ? -1 : authors.indexOf(named);
    if (at >= 0) {
      Citation.Author author = authors.get(at);
      authors.set(
          at,
          new Citation.Author(
              author.family(), author.given(), author.initials(), author.suffix(), orcid, null));
    }
  }

  private void journal(boolean inBook) {
    if (!inBook) {
      draft.journalTitle = oneLine(record.first("JF", "T2", "JO", "JA", "J1", "BT"));
      String brief = oneLine(record.first("J2", "JA", "J1", "JO"));
      draft.journalAbbreviation = brief == null || brief.equals(draft.journalTitle) ? null : brief;
    }
    for (String printed : record.all("SN")) {
      PrintedParts.issn(printed, draft);
    }
  }

  private void places() {
    draft.volume = PrintedParts.volume(oneLine(record.first("VL")));
    draft.issue = oneLine(record.first("IS", "CP"));
    draft.pages = PrintedParts.pages(oneLine(record.first("SP")), oneLine(record.first("EP")));
    if (draft.pages == null) {
      String article = oneLine(record.first("C7", "PG"));
      draft.pages = PrintedParts.pages(article, null);
    }
  }

  private @Nullable SourceDates date() {
    return PrintedDates.together(
        oneLine(record.first("PY", "Y1")), oneLine(record.first("DA", "Y1", "PD")));
  }

  private void keywords() {
    for (String printed : record.all("KW")) {
      for (String line : printed.split("\n|; ")) {
        String keyword = line.strip();
        if (!keyword.isEmpty() && !keyword.equalsIgnoreCase("n/a")) {
          draft.keywords.add(keyword);
        }
      }
    }
  }

  private void type(String printed) {
    String known = TYPES.get(printed.strip().toLowerCase(Locale.ROOT));
    if (known != null) {
      PrintedParts.type(known, draft);
    }
  }

  /// What our own exports put into notes, for want of a field.
  private void notes() {
    for (String note : record.all("N1")) {
      Matcher matcher = OWN_NOTE.matcher(note);
      if (!matcher.matches()) {
        continue;
      }
      String value = matcher.group(2);
      switch (matcher.group(1)) {
        case "Vernacular title" -> draft.vernacularTitle = value;
        case "ORCID" -> {
          int end = value.lastIndexOf("; ");
          if (end > 0) {
            identify(
                draft.authors,
                value.substring(0, end),
                CitationIds.orcid(value.substring(end + 2)));
          }
        }
        case "PII" -> draft.pii = value;
        case "Publication type" -> PrintedParts.type(value, draft);
        case "Registration" -> {
          int colon = value.indexOf(": ");
          if (colon > 0) {
            draft.registrations.add(
                new Citation.Registration(value.substring(0, colon), value.substring(colon + 2)));
          }
        }
        default -> {
          Citation.Notice notice = NoticeText.parse(value);
          if (notice != null) {
            draft.notices.add(notice);
          }
        }
      }
    }
  }

  private void book(boolean chapter) {
    List<String> isbn = new ArrayList<>();
    for (String printed : record.all("SN")) {
      for (String line : printed.split("\n|; ")) {
        String number = PrintedParts.isbn(line);
        if (number != null) {
          isbn.add(number);
        }
      }
    }
    String series = oneLine(record.first("T3"));
    draft.book =
        new Citation.Book(
            chapter ? oneLine(record.first("T2", "BT", "JF", "JO")) : draft.title,
            oneLine(record.first("PB")),
            oneLine(record.first("CY", "PP")),
            series == null && !chapter ? oneLine(record.first("T2")) : series,
            isbn,
            null);
  }

  private static @Nullable String oneLine(@Nullable String text) {
    return text == null ? null : text.replace('\n', ' ').strip();
  }
}
