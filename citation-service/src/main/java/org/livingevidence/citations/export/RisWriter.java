package org.livingevidence.citations.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.NoticeText;

/// RIS as EndNote and Zotero read it. A group ends with a comma, after EndNote's custom, so that no
/// reader takes it apart. What RIS has no tag for stands in notes (`N1`) that begin with its name.
final class RisWriter implements CitationWriter {
  private final Writer out;

  RisWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(Citation citation, List<String> warnings) throws IOException {
    boolean chapter = "chapter".equals(citation.kind());
    boolean book = "book".equals(citation.kind());
    line("TY", book ? "BOOK" : chapter ? "CHAP" : "JOUR");
    line("ID", citation.id());
    line("TI", Parts.titleWithState(citation));
    for (Citation.Author author : citation.authors()) {
      line("AU", name(author));
    }
    published(citation);
    journal(citation);
    book(citation, chapter);
    line("VL", citation.volume());
    line("IS", citation.issue());
    if (citation.pages() != null) {
      Parts.Pages pages = Parts.pages(citation.pages());
      line("SP", pages.first());
      line("EP", pages.last());
    }
    identifiers(Parts.identifiers(citation));
    line("UR", Parts.address(citation));
    line("AB", Parts.text(citation));
    for (String keyword : citation.keywords()) {
      line("KW", keyword);
    }
    for (Citation.Heading heading : citation.headings()) {
      line("KW", Parts.heading(heading));
    }
    for (String language : citation.languages()) {
      line("LA", language);
    }
    notes(citation);
    for (String warning : warnings) {
      note("Notice", warning);
    }
    out.write("ER  - \r\n\r\n");
  }

  private static @Nullable String name(Citation.Author author) {
    if (author.collective() != null) {
      int comma = author.collective().indexOf(',');
      return comma < 0
          ? author.collective() + ","
          : author.collective().substring(0, comma) + "," + author.collective().substring(comma);
    }
    String given = Parts.given(author);
    StringBuilder name = new StringBuilder(String.valueOf(author.family()));
    if (given != null || author.suffix() != null) {
      name.append(", ").append(given == null ? "" : given);
    }
    if (author.suffix() != null) {
      name.append(", ").append(author.suffix());
    }
    return name.toString();
  }

  private void published(Citation citation) throws IOException {
    Parts.Date date = Parts.date(citation);
    line("PY", date.year());
    if (date.month() != null || date.day() != null) {
      line(
          "DA",
          date.year() + "/" + date.month() + "/" + (date.day() == null ? "" : date.day()) + "/");
    } else if (date.words() != null) {
      line("DA", date.year() == null ? date.words() : date.year() + "///" + date.words());
    }
  }

  private void journal(Citation citation) throws IOException {
    Citation.Journal journal = citation.journal();
    if (journal == null) {
      return;
    }
    line("JF", journal.title());
    line("J2", journal.abbreviation());
    for (String issn : journal.issn()) {
      line("SN", issn);
    }
  }

  private void book(Citation citation, boolean chapter) throws IOException {
    Citation.Book book = citation.book();
    if (book == null) {
      return;
    }
    if (chapter) {
      line("T2", book.title());
    }
    line("T3", book.collection());
    line("PB", book.publisher());
    line("CY", book.place());
    for (String isbn : book.isbn()) {
      line("SN", isbn);
    }
  }

  private void identifiers(Citation.Identifiers identifiers) throws IOException {
    line("DO", identifiers.doi());
    if (identifiers.pmid() != null) {
      line("AN", "PMID: " + identifiers.pmid());
      line("DB", "PubMed");
    }
    line("C2", identifiers.pmcid());
  }

  private void notes(Citation citation) throws IOException {
    note("PII", Parts.identifiers(citation).pii());
    note("Vernacular title", citation.vernacularTitle());
    for (Citation.Author author : citation.authors()) {
      note("ORCID", author.orcid() == null ? null : name(author) + "; " + author.orcid());
    }
    for (Citation.PublicationType type : citation.publicationTypes()) {
      note("Publication type", type.name());
    }
    for (Citation.Registration registration : citation.registrations()) {
      note("Registration", registration.registry() + ": " + registration.id());
    }
    for (Citation.Notice notice : citation.notices()) {
      note("Notice", NoticeText.write(notice));
    }
  }

  private void note(String name, @Nullable String value) throws IOException {
    if (value != null) {
      line("N1", name + ": " + value);
    }
  }

  private void line(String tag, @Nullable String value) throws IOException {
    if (value != null && !value.isBlank()) {
      out.write(tag);
      out.write("  - ");
      out.write(value.replaceAll("\\s+", " ").strip());
      out.write("\r\n");
    }
  }
}
