package org.livingevidence.citations.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.intake.DoubleEncoding;
import org.livingevidence.citations.intake.EscapedTwice;
import org.livingevidence.citations.intake.PrintedDates;
import org.livingevidence.citations.intake.PrintedParts;

/// What of a citation each format can carry, as `docs/formats.md` says it: what is not in this
/// projection is what the format loses.
final class Carried {
  private static final Set<CitationFormat> INDEXED =
      Set.of(CitationFormat.NBIB, CitationFormat.CSL_JSON, CitationFormat.PUBMED_XML);
  private static final Set<CitationFormat> WITH_IDS =
      Set.of(CitationFormat.CSL_JSON, CitationFormat.PUBMED_XML);

  private final CitationFormat format;

  Carried(CitationFormat format) {
    this.format = format;
  }

  Map<String, Object> of(Citation citation) {
    Map<String, Object> carried = new LinkedHashMap<>();
    boolean xml = format == CitationFormat.PUBMED_XML;
    boolean inBook = "book".equals(citation.kind()) || "chapter".equals(citation.kind());
    put("identifiers", citation.identifiers(), carried);
    put("title", title(citation.title()), carried);
    put("vernacularTitle", text(citation.vernacularTitle()), carried);
    put("titleMarkup", markup(citation.title(), citation.titleMarkup()), carried);
    put(
        "vernacularTitleMarkup",
        markup(citation.vernacularTitle(), citation.vernacularTitleMarkup()),
        carried);
    put("abstractMarkup", markup(Parts.text(citation), Parts.markup(citation)), carried);
    put("authors", citation.authors().stream().map(this::author).toList(), carried);
    if (citation.journal() != null && !inBook) {
      String title = text(citation.journal().title());
      String brief = text(citation.journal().abbreviation());
      put("journal", title == null ? brief : title, carried);
      put("abbreviation", brief == null ? title : brief, carried);
      if (format != CitationFormat.RIS) {
        put("nlmId", citation.journal().nlmId(), carried);
      }
    }
    if (citation.journal() != null && !(inBook && xml)) {
      put("issn", issn(citation.journal().issn()), carried);
    }
    if (citation.book() != null && inBook) {
      put("book", title(citation.book().title()), carried);
      put("publisher", text(citation.book().publisher()), carried);
      put("place", text(citation.book().place()), carried);
      put("collection", text(citation.book().collection()), carried);
      put("isbn", citation.book().isbn(), carried);
    }
    put("volume", PrintedParts.volume(citation.volume()), carried);
    if (!(inBook && xml)) {
      put("issue", text(citation.issue()), carried);
    }
    put("pages", pages(citation.pages()), carried);
    put("published", published(citation.published()), carried);
    put("year", citation.year(), carried);
    put("languages", citation.languages(), carried);
    put("abstract", text(Parts.text(citation)), carried);
    put("types", citation.publicationTypes().stream().map(this::type).toList(), carried);
    put("keywords", citation.keywords().stream().map(this::keyword).distinct().toList(), carried);
    if (!(inBook && xml)) {
      put(
          "notices",
          citation.notices().stream().map(notice -> notice(notice).toString()).sorted().toList(),
          carried);
      put("registrations", citation.registrations(), carried);
      put("state", citation.state(), carried);
    }
    if (INDEXED.contains(format) && !(inBook && xml)) {
      put("headings", citation.headings().stream().map(this::heading).toList(), carried);
      put("substances", citation.substances().stream().map(this::substance).toList(), carried);
      put("supplementary", citation.supplementary().stream().map(this::concept).toList(), carried);
      put("indexing", citation.indexing(), carried);
    }
    if (xml && !inBook) {
      put(
          "cites",
          citation.cites().stream().filter(id -> !id.startsWith("pmcid:")).toList(),
          carried);
    }
    return carried;
  }

  /// RIS and NBIB have none; LaTeX has none for formulas.
  private @Nullable String markup(@Nullable String plain, @Nullable String markup) {
    return switch (format) {
      case RIS, NBIB, BIBLIOGRAPHY -> null;
      case BIBTEX -> {
        String latex = markup == null ? null : RichText.latex(plain, markup);
        yield latex == null || latex.equals(RichText.latex(plain, null)) ? null : text(latex);
      }
      case CSL_JSON, PUBMED_XML -> text(markup);
    };
  }

  private static void put(String name, @Nullable Object value, Map<String, Object> carried) {
    if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
      carried.put(name, value);
    }
  }

  /// In NBIB the asterisk is not the keyword's: it marks what the publication is mainly about.
  private @Nullable String keyword(String keyword) {
    String text = text(keyword);
    return format == CitationFormat.NBIB && text != null && text.startsWith("*")
        ? text.substring(1)
        : text;
  }

  private String author(Citation.Author author) {
    if (format == CitationFormat.RIS) {
      // A family name of several words without a given name reads like a given and a family name.
      String name =
          text(author.family()) + " " + text(Parts.given(author)) + " " + text(author.collective());
      return Arrays.stream(name.split(" ")).filter(word -> !word.equals("null")).sorted().toList()
          + "|"
          + author.suffix()
          + "|"
          + author.orcid();
    }
    boolean orcid = format != CitationFormat.BIBTEX;
    return String.join(
        "|",
        text(author.family()) + "",
        text(Parts.given(author)) + "",
        author.suffix() + "",
        orcid ? author.orcid() + "" : "",
        text(author.collective()) + "");
  }

  private @Nullable Object type(Citation.PublicationType type) {
    return WITH_IDS.contains(format) ? type : type.name();
  }

  private Object notice(Citation.Notice notice) {
    boolean xml = format == CitationFormat.PUBMED_XML;
    return new Citation.Notice(
        notice.relation(),
        notice.pmid(),
        xml ? text(notice.source()) : stop(notice.source()),
        text(notice.note()),
        notice.date(),
        CitationIds.doi(notice.doi()),
        text(notice.reason()));
  }

  private static @Nullable String stop(@Nullable String source) {
    String text = text(source);
    return text == null ? null : text.replaceFirst("\\.$", "");
  }

  private Object heading(Citation.Heading heading) {
    return WITH_IDS.contains(format) ? heading : Parts.heading(heading);
  }

  private Object substance(Citation.Substance substance) {
    return WITH_IDS.contains(format)
        ? substance
        : new Citation.Substance(null, substance.name(), substance.registryNumber());
  }

  private @Nullable Object concept(Citation.Supplementary concept) {
    return WITH_IDS.contains(format) ? concept : concept.name();
  }

  private static List<String> issn(List<String> printed) {
    List<String> issn = new ArrayList<>();
    for (String one : printed) {
      String hyphen = one.contains("-") ? one : one.substring(0, 4) + "-" + one.substring(4);
      if (!issn.contains(hyphen.toUpperCase(Locale.ROOT))) {
        issn.add(hyphen.toUpperCase(Locale.ROOT));
      }
    }
    return issn;
  }

  private static @Nullable String pages(@Nullable String printed) {
    if (printed == null) {
      return null;
    }
    Parts.Pages pages = Parts.pages(printed.replaceAll("[\u2010-\u2015]", "-").strip());
    return pages.last() == null || pages.last().equals(pages.first())
        ? pages.first()
        : pages.first() + "-" + pages.last();
  }

  private static @Nullable String published(@Nullable String printed) {
    return printed == null ? null : PrintedDates.parse(printed).printed();
  }

  private static @Nullable String title(@Nullable String title) {
    String text = text(title);
    return text == null ? null : text.replaceFirst("^RETRACTED(?: ARTICLE)?: ", "");
  }

  private static @Nullable String text(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String clean = text.replaceAll("[\\s\\p{Z}]+", " ").strip();
    String mended = DoubleEncoding.reversed(clean);
    String read = mended == null ? clean : mended;
    String unescaped = EscapedTwice.reversed(read);
    return unescaped == null ? read : unescaped;
  }
}
