package org.livingevidence.citations.intake.pubmed;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.intake.XmlCursor;

/// The element `BookDocument`: a book, or a chapter of one when it has a title of its own. A
/// chapter's authors are its own; a book's are the book's authors, or its editors where it names
/// no authors.
final class PubmedBook {
  private final CitationDraft draft;
  private final List<String> isbn = new ArrayList<>();
  private List<Citation.Author> authors = new ArrayList<>();
  private List<Citation.Author> editors = new ArrayList<>();
  private @Nullable MarkedText title;
  private @Nullable String publisher;
  private @Nullable String place;
  private @Nullable String collection;
  private @Nullable String accession;

  PubmedBook(CitationDraft draft) {
    this.draft = draft;
  }

  /// Reads a child of `BookDocument`.
  void part(XmlCursor xml) throws XMLStreamException {
    switch (xml.name()) {
      case "ArticleIdList" -> {
        while (xml.child()) {
          boolean isAccession = "bookaccession".equals(xml.attribute("IdType"));
          if (isAccession) {
            accession = xml.text();
          } else {
            PubmedLists.articleId(xml, draft);
          }
        }
      }
      case "Book" -> parts(xml);
      case "ArticleTitle" -> draft.title(xml.marked());
      case "VernacularTitle" -> draft.vernacularTitle(xml.marked());
      case "Pagination" -> PubmedArticle.pagination(xml, draft);
      case "ELocationID" -> PubmedArticle.electronicLocation(xml, draft);
      case "Language" -> PubmedArticle.language(xml, draft);
      case "AuthorList" -> authorList(xml, true);
      case "PublicationType" -> PubmedArticle.publicationType(xml, draft);
      case "Abstract" -> PubmedArticle.passages(xml, draft);
      case "KeywordList" -> PubmedLists.keywords(xml, draft);
      default -> xml.skip();
    }
  }

  /// Reads a `Book` that stands inside an `Article`, as older documents have it.
  void book(XmlCursor xml) throws XMLStreamException {
    parts(xml);
    draft.book =
        new Citation.Book(
            title == null ? null : title.plain(), publisher, place, collection, isbn, accession);
  }

  /// Settles what only the whole element tells.
  void finish() {
    draft.kind = draft.title == null ? "book" : "chapter";
    if (draft.title == null) {
      draft.title(title);
    }
    if (draft.authors.isEmpty()) {
      draft.authors = authors.isEmpty() ? editors : authors;
    }
    draft.book =
        new Citation.Book(
            title == null ? null : title.plain(), publisher, place, collection, isbn, accession);
  }

  private void parts(XmlCursor xml) throws XMLStreamException {
    while (xml.child()) {
      switch (xml.name()) {
        case "Publisher" -> {
          while (xml.child()) {
            switch (xml.name()) {
              case "PublisherName" -> publisher = xml.text();
              case "PublisherLocation" -> place = xml.text();
              default -> xml.skip();
            }
          }
        }
        case "BookTitle" -> title = xml.marked();
        case "PubDate" -> PubmedArticle.published(xml, draft);
        case "AuthorList" -> authorList(xml, false);
        case "CollectionTitle" -> collection = xml.text();
        case "Volume" -> draft.volume = xml.text();
        case "Isbn" -> PubmedArticle.addText(xml, isbn);
        case "ELocationID" -> PubmedArticle.electronicLocation(xml, draft);
        default -> xml.skip();
      }
    }
  }

  private void authorList(XmlCursor xml, boolean own) throws XMLStreamException {
    boolean areEditors = "editors".equals(xml.attribute("Type"));
    List<Citation.Author> list = PubmedAuthors.read(xml, draft);
    if (areEditors) {
      editors = list;
    } else if (own) {
      draft.authors = list;
    } else {
      authors = list;
    }
  }
}
