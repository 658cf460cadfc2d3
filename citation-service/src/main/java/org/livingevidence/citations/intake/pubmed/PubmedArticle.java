package org.livingevidence.citations.intake.pubmed;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.intake.SourceDates;
import org.livingevidence.citations.intake.XmlCursor;

/// The element `Article`: journal, title, abstract, authors and what else the publication itself
/// bears.
final class PubmedArticle {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final Pattern ISSN = Pattern.compile("[0-9]{4}-?[0-9]{3}[0-9Xx]");

  private PubmedArticle() {}

  static void read(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    Integer electronicYear = null;
    while (xml.child()) {
      switch (xml.name()) {
        case "Journal" -> journal(xml, draft);
        case "Book" -> new PubmedBook(draft).book(xml);
        case "ArticleTitle" -> draft.title(xml.marked());
        case "VernacularTitle" -> draft.vernacularTitle(xml.marked());
        case "Pagination" -> pagination(xml, draft);
        case "ELocationID" -> electronicLocation(xml, draft);
        case "Abstract" -> passages(xml, draft);
        case "AuthorList" -> draft.authors = PubmedAuthors.read(xml, draft);
        case "Language" -> language(xml, draft);
        case "DataBankList" -> PubmedLists.registrations(xml, draft);
        case "PublicationTypeList" -> {
          while (xml.child()) {
            publicationType(xml, draft);
          }
        }
        case "ArticleDate" -> electronicYear = SourceDates.read(xml).firstYear();
        default -> xml.skip();
      }
    }
    if (draft.year == null) {
      draft.year = electronicYear;
    }
  }

  private static void journal(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      switch (xml.name()) {
        case "ISSN" -> issn(xml.text(), draft);
        case "Title" -> draft.journalTitle = xml.text();
        case "ISOAbbreviation" -> draft.journalAbbreviation = xml.text();
        case "JournalIssue" -> {
          while (xml.child()) {
            switch (xml.name()) {
              case "Volume" -> draft.volume = xml.text();
              case "Issue" -> draft.issue = xml.text();
              case "PubDate" -> published(xml, draft);
              default -> xml.skip();
            }
          }
        }
        default -> xml.skip();
      }
    }
  }

  static void published(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    SourceDates date = SourceDates.read(xml);
    draft.published = date.printed();
    draft.year = date.firstYear();
  }

  /// `MedlinePgn` is what is cited; the newer pair of start and end serves where it is missing.
  static void pagination(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    String start = null;
    String end = null;
    String printed = null;
    while (xml.child()) {
      switch (xml.name()) {
        case "StartPage" -> start = xml.text();
        case "EndPage" -> end = xml.text();
        case "MedlinePgn" -> printed = xml.text();
        default -> xml.skip();
      }
    }
    if (printed == null && start != null) {
      printed = end == null || end.equals(start) ? start : start + "-" + end;
    }
    draft.pages = printed;
  }

  /// The identifiers of `PubmedData`, which follow, take precedence.
  static void electronicLocation(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    boolean valid = !"N".equals(xml.attribute("ValidYN"));
    String type = xml.attribute("EIdType");
    String text = xml.text();
    if (valid && "doi".equals(type) && draft.doi == null) {
      draft.doi = CitationIds.doi(text);
    } else if (valid && "pii".equals(type) && draft.pii == null) {
      draft.pii = text;
    }
  }

  static void passages(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      if (!xml.name().equals("AbstractText")) {
        xml.skip();
        continue;
      }
      String label = xml.attribute("Label");
      String category = xml.attribute("NlmCategory");
      MarkedText text = xml.marked();
      if (text != null) {
        draft.passages.add(
            new Citation.Passage(
                "UNLABELLED".equals(label) ? null : label,
                "UNASSIGNED".equals(category) || "UNLABELLED".equals(category) ? null : category,
                text.plain(),
                text.canonical()));
      }
    }
  }

  static void publicationType(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    String id = xml.attribute("UI");
    String name = xml.text();
    if (name != null) {
      Citation.PublicationType type = new Citation.PublicationType(id, name);
      if (!draft.publicationTypes.contains(type)) {
        draft.publicationTypes.add(type);
      }
    }
  }

  /// Adds a code such as `eng`; `[Not specified]` and the like are none.
  static void language(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    String code = xml.text();
    if (code != null && LANGUAGE.matcher(code.toLowerCase(Locale.ROOT)).matches()) {
      draft.languages.add(code.toLowerCase(Locale.ROOT));
    }
  }

  static void issn(@Nullable String text, CitationDraft draft) {
    if (text != null && ISSN.matcher(text).matches()) {
      draft.issn.add(text);
    }
  }

  static void addText(XmlCursor xml, Collection<String> texts) throws XMLStreamException {
    String text = xml.text();
    if (text != null) {
      texts.add(text);
    }
  }
}
