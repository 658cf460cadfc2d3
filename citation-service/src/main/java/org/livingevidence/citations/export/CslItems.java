package org.livingevidence.citations.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;

/// A citation as an item of CSL, in the names and types of its schema (1.0.2).
final class CslItems {
  private CslItems() {}

  /// @return the members in the order in which they are written, texts with the tags of CSL
  static Map<String, Object> item(Citation citation) {
    return item(citation, true);
  }

  /// @return the same for a bibliography that is plain text
  static Map<String, Object> plain(Citation citation) {
    return item(citation, false);
  }

  private static Map<String, Object> item(Citation citation, boolean rich) {
    Map<String, Object> item = new LinkedHashMap<>();
    boolean chapter = "chapter".equals(citation.kind());
    boolean book = "book".equals(citation.kind());
    Citation.Journal journal = citation.journal();
    item.put("id", String.valueOf(citation.id()));
    item.put(
        "type",
        book ? "book" : chapter ? "chapter" : journal == null ? "document" : "article-journal");
    put(
        "title",
        RichText.csl(
            Parts.titleWithState(citation), rich ? Parts.titleMarkupWithState(citation) : null),
        item);
    List<Map<String, Object>> authors = new ArrayList<>();
    for (Citation.Author author : citation.authors()) {
      authors.add(name(author));
    }
    if (!authors.isEmpty()) {
      item.put("author", authors);
    }
    issued(citation, item);
    if (journal != null) {
      put("container-title", RichText.csl(journal.title(), null), item);
      put("container-title-short", journal.abbreviation(), item);
      put("ISSN", journal.issn().isEmpty() ? null : String.join(", ", journal.issn()), item);
    }
    if (citation.book() != null) {
      put("container-title", chapter ? RichText.csl(citation.book().title(), null) : null, item);
      put("publisher", citation.book().publisher(), item);
      put("publisher-place", citation.book().place(), item);
      put("collection-title", citation.book().collection(), item);
      List<String> isbn = citation.book().isbn();
      put("ISBN", isbn.isEmpty() ? null : String.join(", ", isbn), item);
    }
    put("volume", citation.volume(), item);
    put("issue", citation.issue(), item);
    if (citation.pages() != null) {
      Parts.Pages pages = Parts.pages(citation.pages());
      put("page", pages.last() == null ? pages.first() : pages.first() + "-" + pages.last(), item);
    }
    Citation.Identifiers identifiers = Parts.identifiers(citation);
    put("DOI", identifiers.doi(), item);
    put("PMID", identifiers.pmid(), item);
    put("PMCID", identifiers.pmcid(), item);
    put("URL", Parts.address(citation), item);
    put("abstract", RichText.csl(Parts.text(citation), rich ? Parts.markup(citation) : null), item);
    put("language", citation.languages().isEmpty() ? null : citation.languages().getFirst(), item);
    put("keyword", Parts.keywords(citation), item);
    put(
        "original-title",
        RichText.csl(citation.vernacularTitle(), rich ? citation.vernacularTitleMarkup() : null),
        item);
    if (!"current".equals(citation.state())) {
      put("status", citation.state(), item);
    }
    return item;
  }

  private static Map<String, Object> name(Citation.Author author) {
    Map<String, Object> name = new LinkedHashMap<>();
    put("literal", author.collective(), name);
    put("family", author.family(), name);
    put("given", author.collective() == null ? Parts.given(author) : null, name);
    put("suffix", author.suffix(), name);
    return name;
  }

  private static void issued(Citation citation, Map<String, Object> item) {
    Parts.Date date = Parts.date(citation);
    if (date.words() != null) {
      String words = date.year() == null ? date.words() : date.year() + " " + date.words();
      item.put("issued", Map.of("literal", words));
    } else if (date.year() != null) {
      List<Integer> parts = new ArrayList<>();
      parts.add(Integer.valueOf(date.year()));
      if (date.month() != null) {
        parts.add(Integer.valueOf(date.month()));
        if (date.day() != null) {
          parts.add(Integer.valueOf(date.day()));
        }
      }
      item.put("issued", Map.of("date-parts", List.of(parts)));
    }
  }

  private static void put(String member, @Nullable String value, Map<String, Object> item) {
    if (value != null && !value.isBlank()) {
      item.put(member, value);
    }
  }
}
