package org.livingevidence.citations.export;

import java.io.IOException;
import java.util.List;
import org.livingevidence.citations.citation.Citation;

/// `PubmedBookArticle`: a book, or a chapter, which has a title of its own.
final class PubmedXmlBook {
  private final XmlElements xml;
  private final PubmedXmlWriter parts;

  PubmedXmlBook(XmlElements xml) {
    this.xml = xml;
    parts = new PubmedXmlWriter(xml.out());
  }

  void write(Citation citation) throws IOException {
    boolean chapter = "chapter".equals(citation.kind());
    Citation.Identifiers identifiers = Parts.identifiers(citation);
    Citation.Book book =
        citation.book() == null
            ? new Citation.Book(citation.title(), null, null, null, List.of(), null)
            : citation.book();
    xml.open("PubmedBookArticle").open("BookDocument");
    xml.text("PMID", identifiers.pmid(), "Version", "1");
    xml.open("ArticleIdList")
        .text("ArticleId", book.accession(), "IdType", "bookaccession")
        .text("ArticleId", identifiers.pmcid(), "IdType", "pmc")
        .text("ArticleId", identifiers.doi(), "IdType", "doi")
        .text("ArticleId", identifiers.pii(), "IdType", "pii")
        .close();
    xml.open("Book");
    xml.open("Publisher")
        .text("PublisherName", book.publisher())
        .text("PublisherLocation", book.place())
        .close();
    String title = book.title() == null && !chapter ? citation.title() : book.title();
    xml.marked("BookTitle", title, chapter ? null : citation.titleMarkup());
    parts.published(citation);
    if (!chapter) {
      parts.authors(citation, "authors");
    }
    xml.text("Volume", citation.volume()).text("CollectionTitle", book.collection());
    for (String isbn : book.isbn()) {
      xml.text("Isbn", isbn);
    }
    xml.close();
    if (chapter) {
      xml.marked("ArticleTitle", citation.title(), citation.titleMarkup());
    }
    xml.marked("VernacularTitle", citation.vernacularTitle(), citation.vernacularTitleMarkup());
    if (citation.pages() != null) {
      xml.open("Pagination").text("MedlinePgn", citation.pages()).close();
    }
    for (String language : citation.languages()) {
      xml.text("Language", language);
    }
    if (chapter) {
      parts.authors(citation, "authors");
    }
    parts.publicationTypes(citation);
    parts.passages(citation.passages());
    parts.keywords(citation.keywords());
    xml.close().open("PubmedBookData").text("PublicationStatus", "ppublish");
    parts.articleIds(identifiers);
    xml.close().close();
  }
}
