package org.livingevidence.citations.export;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.NoticeText;

/// BibTeX in UTF-8: titles in a second pair of braces, which keeps their capitals; characters that
/// LaTeX would take for its own are written as commands.
final class BibtexWriter implements CitationWriter {
  private final Writer out;

  BibtexWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(Citation citation, List<String> warnings) throws IOException {
    boolean chapter = "chapter".equals(citation.kind());
    boolean book = "book".equals(citation.kind());
    Citation.Journal journal = citation.journal();
    String type = book ? "book" : chapter ? "incollection" : journal == null ? "misc" : "article";
    out.append('@').append(type).append('{').append(key(citation)).append(",\n");
    String title =
        RichText.latex(Parts.titleWithState(citation), Parts.titleMarkupWithState(citation));
    raw("title", title == null ? null : "{" + title + "}");
    raw("author", authors(citation));
    if (journal != null) {
      field("journal", journal.title());
      field("shortjournal", journal.abbreviation());
      field("issn", journal.issn().isEmpty() ? null : String.join(", ", journal.issn()));
      field("nlm-unique-id", journal.nlmId());
    }
    book(citation.book(), chapter);
    published(citation);
    field("volume", citation.volume());
    field("number", citation.issue());
    raw("pages", pages(citation));
    identifiers(citation);
    field(
        "language",
        citation.languages().isEmpty() ? null : String.join(", ", citation.languages()));
    raw(
        "vernaculartitle",
        RichText.latex(citation.vernacularTitle(), citation.vernacularTitleMarkup()));
    field("keywords", Parts.keywords(citation));
    raw("abstract", RichText.latex(Parts.text(citation), Parts.markup(citation)));
    if (citation.indexing() != null) {
      field("owner", "NLM");
      field("status", citation.indexing());
    }
    field("note", notes(citation, warnings));
    out.append("}\n\n");
  }

  private static String key(Citation citation) {
    return String.valueOf(citation.id()).replaceAll("[^A-Za-z0-9:._/+-]", "_");
  }

  private static @Nullable String authors(Citation citation) {
    List<String> names = new ArrayList<>();
    for (Citation.Author author : citation.authors()) {
      if (author.collective() != null) {
        names.add("{" + escaped(author.collective()) + "}");
        continue;
      }
      String given = Parts.given(author);
      String family = escaped(String.valueOf(author.family()));
      names.add(
          family
              + (author.suffix() == null ? "" : ", " + escaped(author.suffix()))
              + (given == null ? "," : ", " + escaped(given)));
    }
    return names.isEmpty() ? null : String.join(" and ", names);
  }

  private void book(Citation.@Nullable Book book, boolean chapter) throws IOException {
    if (book == null) {
      return;
    }
    field("booktitle", chapter ? book.title() : null);
    field("publisher", book.publisher());
    field("address", book.place());
    field("series", book.collection());
    field("isbn", book.isbn().isEmpty() ? null : String.join(", ", book.isbn()));
  }

  private void published(Citation citation) throws IOException {
    Parts.Date date = Parts.date(citation);
    if (date.year() == null && date.words() != null) {
      field("year", date.words());
      return;
    }
    field("year", date.year());
    String name = date.monthName();
    if (name != null) {
      out.append("  month = ").append(name.toLowerCase(Locale.ROOT)).append(",\n");
      field("day", date.day());
    } else {
      field("month", date.words());
    }
  }

  private static @Nullable String pages(Citation citation) {
    if (citation.pages() == null) {
      return null;
    }
    Parts.Pages pages = Parts.pages(citation.pages());
    return escaped(pages.first()) + (pages.last() == null ? "" : "--" + escaped(pages.last()));
  }

  private void identifiers(Citation citation) throws IOException {
    Citation.Identifiers identifiers = Parts.identifiers(citation);
    field("doi", identifiers.doi());
    field("pmid", identifiers.pmid());
    field("pmcid", identifiers.pmcid());
    field("pii", identifiers.pii());
    field("url", Parts.address(citation));
  }

  private static @Nullable String notes(Citation citation, List<String> warnings) {
    List<String> notes = new ArrayList<>();
    warnings.forEach(warning -> notes.add("Notice: " + warning));
    for (Citation.Notice notice : citation.notices()) {
      notes.add("Notice: " + NoticeText.write(notice));
    }
    for (Citation.PublicationType type : citation.publicationTypes()) {
      notes.add("Publication type: " + type.name());
    }
    for (Citation.Registration registration : citation.registrations()) {
      notes.add("Registration: " + registration.registry() + ": " + registration.id());
    }
    return notes.isEmpty() ? null : String.join(" || ", notes);
  }

  private void field(String name, @Nullable String value) throws IOException {
    raw(name, value == null || value.isBlank() ? null : escaped(value));
  }

  private void raw(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.append("  ").append(name).append(" = {").append(value).append("},\n");
    }
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\textbackslash{}");
        case '{' -> escaped.append("\\textbraceleft{}");
        case '}' -> escaped.append("\\textbraceright{}");
        case '~' -> escaped.append("\\textasciitilde{}");
        case '^' -> escaped.append("\\textasciicircum{}");
        case '&', '%', '$', '#', '_' -> escaped.append('\\').append(c);
        case '-' -> escaped.append(i > 0 && text.charAt(i - 1) == '-' ? "{}-" : "-");
        case '\n', '\r', '\t' -> escaped.append(' ');
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
