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

  /// @return the members in the order in which they are written
  static Map<String, Object> item(Citation citation) {
    Map<String, Object> item = new LinkedHashMap<>();
    boolean chapter = "chapter".equals(citation.kind());
    boolean book = "book".equals(citation.kind());
    Citation.Journal journal = citation.journal();
    item.put("id", String.valueOf(citation.id()));
    item.put(
        "type",
        book ? "book" : chapter ? "chapter" : journal == null ? "document" : "article-journal");
    put("title", rich(Parts.titleWithState(citation)), item);
    List<Map<String, Object>> authors = new ArrayList<>();
    for (Citation.Author author : citation.authors()) {
      authors.add(name(author));
    }
    if (!authors.isEmpty()) {
      item.put("author", authors);
    }
    issued(citation, item);
    if (journal != null) {
      put("container-title", rich(journal.title()), item);
      put("container-title-short", journal.abbreviation(), item);
      put("ISSN", journal.issn().isEmpty() ? null : String.join(", ", journal.issn()), item);
    }
    if (citation.book() != null) {
      put("container-title", chapter ? rich(citation.book().title()) : null, item);
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
    put("abstract", rich(Parts.text(citation)), item);
    put("language", citation.languages().isEmpty() ? null : citation.languages().getFirst(), item);
    put("keyword", Parts.keywords(citation), item);
    put("original-title", citation.vernacularTitle(), item);
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

  /// CSL reads some HTML in texts; what only looks like it is escaped.
  private static @Nullable String rich(@Nullable String text) {
    return text == null
        ? null
        : text.replaceAll("&(?=(?:lt|gt|amp|quot);)", "&amp;")
            .replaceAll("<(?=/?[A-Za-z][A-Za-z:-]*(?:\\s[^<>]*)?/?>)", "&lt;");
  }

  private static void put(String member, @Nullable String value, Map<String, Object> item) {
    if (value != null && !value.isBlank()) {
      item.put(member, value);
    }
  }
}
