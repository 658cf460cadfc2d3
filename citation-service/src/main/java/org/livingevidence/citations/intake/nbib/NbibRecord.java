package org.livingevidence.citations.intake.nbib;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.citation.NoticeText;
import org.livingevidence.citations.intake.AbstractSections;
import org.livingevidence.citations.intake.PrintedDates;
import org.livingevidence.citations.intake.PrintedParts;
import org.livingevidence.citations.intake.TaggedRecord;

/// What the fields of one record say.
final class NbibRecord {
  /// The tags of relations, as PubMed XML calls them.
  static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("RIN", "RetractionIn"),
          Map.entry("ROF", "RetractionOf"),
          Map.entry("PRIN", "PartialRetractionIn"),
          Map.entry("PROF", "PartialRetractionOf"),
          Map.entry("RRI", "RetractedandRepublishedIn"),
          Map.entry("RRF", "RetractedandRepublishedFrom"),
          Map.entry("ECI", "ExpressionOfConcernIn"),
          Map.entry("ECF", "ExpressionOfConcernFor"),
          Map.entry("EIN", "ErratumIn"),
          Map.entry("EFR", "ErratumFor"),
          Map.entry("CRI", "CorrectedandRepublishedIn"),
          Map.entry("CRF", "CorrectedandRepublishedFrom"),
          Map.entry("UIN", "UpdateIn"),
          Map.entry("UOF", "UpdateOf"),
          Map.entry("CIN", "CommentIn"),
          Map.entry("CON", "CommentOn"),
          Map.entry("RPI", "RepublishedIn"),
          Map.entry("RPF", "RepublishedFrom"),
          Map.entry("SPIN", "SummaryForPatientsIn"),
          Map.entry("ORI", "OriginalReportIn"),
          Map.entry("DDIN", "AssociatedDataset"),
          Map.entry("DRIN", "AssociatedPublication"));

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("TI", "title"),
          Map.entry("BTI", "book"),
          Map.entry("TT", "vernacularTitle"),
          Map.entry("AB", "abstract"),
          Map.entry("AU", "authors"),
          Map.entry("FAU", "authors"),
          Map.entry("CN", "authors"),
          Map.entry("OT", "keywords"),
          Map.entry("JT", "journal"),
          Map.entry("TA", "journal"));

  private static final Pattern ELOCATION =
      Pattern.compile("(.*?)\\s*\\[(doi|pii)]", Pattern.DOTALL);
  private static final Pattern PMID_AT_END = Pattern.compile("[.;]?\\s*PMID:\\s*([0-9]+)\\s*\\.?$");
  private static final Pattern SUBSTANCE = Pattern.compile("(EC \\S+|\\S+) \\((.*)\\)");

  private final TaggedRecord record;
  private final CitationDraft draft = new CitationDraft();
  private final List<String> isbn = new ArrayList<>();
  private @Nullable String bookTitle;
  private @Nullable String collection;

  NbibRecord(TaggedRecord record) {
    this.record = record;
  }

  @Nullable String revised() {
    String printed = record.first("LR");
    return printed == null ? null : PrintedDates.exact(printed);
  }

  CitationDraft draft() {
    for (String printed : record.all("IS")) {
      if (printed.contains("Linking")) {
        PrintedParts.issn(printed, draft);
      }
    }
    for (TaggedRecord.Field field : record.fields()) {
      read(field.tag(), field.text().replaceAll("\\s+", " "));
    }
    NbibAuthors authors = new NbibAuthors();
    for (TaggedRecord.Field field : record.fields()) {
      authors.read(field.tag(), field.text().replaceAll("\\s+", " "));
    }
    draft.authors = authors.authors();
    notesOnNotices();
    book();
    record.repairs(draft, NAMES);
    return draft;
  }

  private void read(String tag, String text) {
    switch (tag) {
      case "PMID" -> draft.pmid = CitationIds.pmid(text);
      case "PMC" -> draft.pmcid = CitationIds.pmcid(text);
      case "TI" -> draft.title = draft.title == null ? text : draft.title + " " + text;
      case "TT" -> draft.vernacularTitle = text;
      case "BTI" -> bookTitle = text;
      case "CTI" -> collection = text;
      case "AB" -> AbstractSections.add(text, draft.passages);
      case "JT" -> draft.journalTitle = text;
      case "TA" -> draft.journalAbbreviation = text;
      case "JID" -> draft.journalNlmId = text.matches("[0-9A-Z]{3,12}") ? text : null;
      case "IS" -> PrintedParts.issn(text, draft);
      case "ISBN" -> {
        String number = PrintedParts.isbn(text);
        if (number != null) {
          isbn.add(number);
        }
      }
      case "VI" -> draft.volume = text;
      case "IP" -> draft.issue = text;
      case "PG" -> draft.pages = text;
      case "DP" -> PrintedParts.published(PrintedDates.parse(text), draft);
      case "LA" -> PrintedParts.language(text, draft);
      case "PT" -> PrintedParts.type(text, draft);
      case "MH" -> draft.headings.add(heading(text));
      case "RN" -> substance(text);
      case "NM" -> draft.supplementary.add(new Citation.Supplementary(null, text, null));
      case "OT" -> draft.keywords.add(text.startsWith("*") ? text.substring(1) : text);
      case "SI" -> registration(text);
      case "STAT" -> draft.indexing = text;
      case "AID", "LID" -> location(text);
      default -> notice(RELATIONS.get(tag), text);
    }
  }

  private void location(String text) {
    Matcher matcher = ELOCATION.matcher(text);
    String kind = matcher.matches() ? matcher.group(2) : text.contains("10.") ? "doi" : "";
    String value = matcher.matches() ? matcher.group(1) : text;
    if (kind.equals("doi") && draft.doi == null) {
      draft.doi = CitationIds.doi(value);
    } else if (kind.equals("pii") && draft.pii == null) {
      draft.pii = value;
    }
  }

  /// `*Name`, `Name/*qualifier/other`: the asterisk marks what the publication is mainly about.
  static Citation.Heading heading(String text) {
    String[] parts = text.split("/");
    List<Citation.Qualifier> qualifiers = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      String name = plain(parts[i]);
      if (!name.isEmpty()) {
        qualifiers.add(new Citation.Qualifier(null, name, parts[i].strip().startsWith("*")));
      }
    }
    String name = parts.length == 0 ? "" : plain(parts[0]);
    return new Citation.Heading(
        null, name.isEmpty() ? text : name, text.startsWith("*"), qualifiers);
  }

  private static String plain(String part) {
    String bare = part.strip();
    return bare.startsWith("*") ? bare.substring(1).strip() : bare;
  }

  /// `8L70Q75FXE (Adenosine Triphosphate)`; 0 stands for no number.
  private void substance(String text) {
    Matcher matcher = SUBSTANCE.matcher(text);
    if (matcher.matches() && !matcher.group(2).isBlank()) {
      String number = matcher.group(1);
      draft.substances.add(
          new Citation.Substance(
              null, matcher.group(2).strip(), number.equals("0") ? null : number));
    }
  }

  /// `ClinicalTrials.gov/NCT01778335`.
  private void registration(String text) {
    int slash = text.indexOf('/');
    String id = text.substring(slash + 1).strip();
    String registry = slash < 0 ? "" : text.substring(0, slash).strip();
    if (!id.isEmpty()) {
      draft.registrations.add(
          new Citation.Registration(registry.isEmpty() ? "unknown" : registry, id));
    }
  }

  private void notice(@Nullable String relation, String text) {
    if (relation == null) {
      return;
    }
    String rest = text;
    Matcher matcher = PMID_AT_END.matcher(rest);
    String pmid = null;
    if (matcher.find()) {
      pmid = CitationIds.pmid(matcher.group(1));
      rest = rest.substring(0, matcher.start());
    }
    String source = rest.strip().replaceFirst("\\.$", "").strip();
    draft.notices.add(
        new Citation.Notice(relation, pmid, source.isEmpty() ? null : source, null, null));
  }

  /// Our own exports say in a general note what a relation's own tag has no room for.
  private void notesOnNotices() {
    for (String note : record.all("GN")) {
      Citation.Notice full =
          note.startsWith("Notice: ")
              ? NoticeText.parse(note.substring(8).replace('\n', ' '))
              : null;
      if (full != null) {
        draft.notices.removeIf(
            notice ->
                full.relation() != null
                    && full.relation().equals(notice.relation())
                    && Objects.equals(full.pmid(), notice.pmid())
                    && notice.date() == null
                    && (full.source() == null || full.source().equals(notice.source())));
        draft.notices.add(full);
      }
    }
  }

  private void book() {
    if (bookTitle == null && isbn.isEmpty() && collection == null) {
      return;
    }
    if (bookTitle != null) {
      draft.kind = draft.title == null || draft.title.equals(bookTitle) ? "book" : "chapter";
      if (draft.title == null) {
        draft.title = bookTitle;
      }
    }
    draft.book =
        new Citation.Book(
            bookTitle, record.first("PB"), record.first("PL"), collection, isbn, null);
  }
}
