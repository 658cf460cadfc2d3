package org.livingevidence.citations.intake.pubmed;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.intake.XmlCursor;

/// Lists of authors. An author without any name is left out; one marked invalid is the old
/// spelling of another that stands in the list; a person with one name only has it as family
/// name.
final class PubmedAuthors {
  private PubmedAuthors() {}

  static List<Citation.Author> read(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    String complete = xml.attribute("CompleteYN");
    draft.authorsComplete = complete == null ? null : complete.equals("Y");
    List<Citation.Author> authors = new ArrayList<>();
    while (xml.child()) {
      if (!xml.name().equals("Author") || "N".equals(xml.attribute("ValidYN"))) {
        xml.skip();
        continue;
      }
      Citation.Author author = author(xml);
      if (author != null) {
        authors.add(author);
      }
    }
    return authors;
  }

  private static Citation.@Nullable Author author(XmlCursor xml) throws XMLStreamException {
    String family = null;
    String given = null;
    String initials = null;
    String suffix = null;
    String orcid = null;
    String collective = null;
    while (xml.child()) {
      switch (xml.name()) {
        case "LastName" -> family = xml.text();
        case "ForeName", "FirstName" -> given = xml.text();
        case "Initials" -> initials = xml.text();
        case "Suffix" -> suffix = xml.text();
        case "CollectiveName" -> collective = xml.text();
        case "Identifier" -> {
          boolean isOrcid = "ORCID".equalsIgnoreCase(xml.attribute("Source"));
          String text = xml.text();
          if (isOrcid) {
            orcid = CitationIds.orcid(text);
          }
        }
        default -> xml.skip();
      }
    }
    if (collective != null) {
      return new Citation.Author(null, null, null, null, null, collective);
    }
    if (family == null) {
      family = given;
      given = null;
    }
    return family == null
        ? null
        : new Citation.Author(family, given, initials, suffix, orcid, null);
  }
}
