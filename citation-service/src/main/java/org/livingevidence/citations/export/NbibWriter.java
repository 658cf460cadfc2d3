package org.livingevidence.citations.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.NoticeText;

/// The MEDLINE text format: lines of PubMed's length, relations under their own tags. A notice of
/// which more is known than its tag can say stands in a general note (`GN`) besides.
final class NbibWriter implements CitationWriter {
  private static final int LINE = 88;

  private static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("RetractionIn", "RIN"),
          Map.entry("RetractionOf", "ROF"),
          Map.entry("PartialRetractionIn", "PRIN"),
          Map.entry("PartialRetractionOf", "PROF"),
          Map.entry("RetractedandRepublishedIn", "RRI"),
          Map.entry("RetractedandRepublishedFrom", "RRF"),
          Map.entry("ExpressionOfConcernIn", "ECI"),
          Map.entry("ExpressionOfConcernFor", "ECF"),
          Map.entry("ErratumIn", "EIN"),
          Map.entry("ErratumFor", "EFR"),
          Map.entry("CorrectedandRepublishedIn", "CRI"),
          Map.entry("CorrectedandRepublishedFrom", "CRF"),
          Map.entry("UpdateIn", "UIN"),
          Map.entry("UpdateOf", "UOF"),
          Map.entry("CommentIn", "CIN"),
          Map.entry("CommentOn", "CON"),
          Map.entry("RepublishedIn", "RPI"),
          Map.entry("RepublishedFrom", "RPF"),
          Map.entry("SummaryForPatientsIn", "SPIN"),
          Map.entry("OriginalReportIn", "ORI"),
          Map.entry("AssociatedDataset", "DDIN"),
          Map.entry("AssociatedPublication", "DRIN"));

  private final Writer out;

  NbibWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(Citation citation, List<String> warnings) throws IOException {
    Citation.Identifiers identifiers = Parts.identifiers(citation);
    boolean book = "book".equals(citation.kind());
    field("PMID", identifiers.pmid());
    field("STAT", citation.indexing());
    String revised = citation.source() == null ? null : citation.source().revised();
    field("LR", revised == null ? null : revised.replace("-", ""));
    journalNumbers(citation.journal());
    field("VI", citation.volume());
    field("IP", citation.issue());
    field("DP", published(citation));
    field(book ? "BTI" : "TI", citation.title());
    field("PG", citation.pages());
    field("LID", identifiers.doi() == null ? null : identifiers.doi() + " [doi]");
    field("AB", Parts.text(citation));
    authors(citation);
    for (String language : citation.languages()) {
      field("LA", language);
    }
    for (Citation.Registration registration : citation.registrations()) {
      field("SI", registration.registry() + "/" + registration.id());
    }
    for (Citation.PublicationType type : citation.publicationTypes()) {
      field("PT", type.name());
    }
    field("TT", citation.vernacularTitle());
    journal(citation.journal());
    book(citation, book);
    indexing(citation);
    notices(citation);
    for (String warning : warnings) {
      field("GN", "Notice: " + warning);
    }
    field("PMC", identifiers.pmcid());
    for (String keyword : citation.keywords()) {
      field("OT", keyword);
    }
    field("AID", identifiers.pii() == null ? null : identifiers.pii() + " [pii]");
    field("AID", identifiers.doi() == null ? null : identifiers.doi() + " [doi]");
    out.write("\n");
  }

  private void journalNumbers(Citation.@Nullable Journal journal) throws IOException {
    if (journal != null) {
      for (String issn : journal.issn()) {
        field("IS", issn);
      }
    }
  }

  private void journal(Citation.@Nullable Journal journal) throws IOException {
    if (journal != null) {
      field("TA", journal.abbreviation());
      field("JT", journal.title());
      field("JID", journal.nlmId());
    }
  }

  private void book(Citation citation, boolean isBook) throws IOException {
    Citation.Book book = citation.book();
    if (book == null) {
      return;
    }
    if (!isBook) {
      field("BTI", book.title());
    }
    field("CTI", book.collection());
    field("PB", book.publisher());
    field("PL", book.place());
    for (String isbn : book.isbn()) {
      field("ISBN", isbn);
    }
  }

  private static @Nullable String published(Citation citation) {
    Parts.Date date = Parts.date(citation);
    if (date.words() != null) {
      return date.year() == null ? date.words() : date.year() + " " + date.words();
    }
    if (date.month() == null) {
      return date.year();
    }
    String month = date.year() + " " + date.monthName();
    return date.day() == null ? month : month + " " + Integer.parseInt(date.day());
  }

  private void authors(Citation citation) throws IOException {
    for (Citation.Author author : citation.authors()) {
      if (author.collective() != null) {
        field("CN", author.collective());
        continue;
      }
      String suffix = author.suffix() == null ? "" : " " + author.suffix();
      boolean alone = author.given() == null && author.initials() == null;
      if (author.given() != null || alone) {
        field("FAU", author.family() + (alone ? "" : ", " + author.given() + suffix));
      }
      String initials = Parts.initials(author);
      field("AU", author.family() + (initials == null ? "" : " " + initials + suffix));
      field("AUID", author.orcid() == null ? null : "ORCID: " + author.orcid());
    }
  }

  private void indexing(Citation citation) throws IOException {
    for (Citation.Substance substance : citation.substances()) {
      String number = substance.registryNumber() == null ? "0" : substance.registryNumber();
      field("RN", number + " (" + substance.name() + ")");
    }
    for (Citation.Supplementary concept : citation.supplementary()) {
      field("NM", concept.name());
    }
    for (Citation.Heading heading : citation.headings()) {
      field("MH", Parts.heading(heading));
    }
  }

  private void notices(Citation citation) throws IOException {
    for (Citation.Notice notice : citation.notices()) {
      String tag = RELATIONS.get(String.valueOf(notice.relation()));
      boolean more =
          notice.date() != null
              || notice.doi() != null
              || notice.reason() != null
              || notice.note() != null;
      if (tag != null) {
        StringBuilder text =
            new StringBuilder(notice.source() == null ? "" : notice.source() + ".");
        if (notice.pmid() != null) {
          text.append(text.isEmpty() ? "" : " ").append("PMID: ").append(notice.pmid());
        }
        field(tag, text.isEmpty() ? "(source not known)" : text.toString());
      }
      if (tag == null || more || (notice.source() == null && notice.pmid() == null)) {
        field("GN", "Notice: " + NoticeText.write(notice));
      }
    }
  }

  private void field(String tag, @Nullable String value) throws IOException {
    if (value == null || value.isBlank()) {
      return;
    }
    StringBuilder line = new StringBuilder(tag);
    while (line.length() < 4) {
      line.append(' ');
    }
    line.append("- ");
    boolean first = true;
    for (String word : value.strip().split("\\s+")) {
      if (!first && line.length() + 1 + word.length() > LINE) {
        out.append(line).append('\n');
        line.setLength(0);
        line.append("      ");
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    out.append(line).append('\n');
  }
}
