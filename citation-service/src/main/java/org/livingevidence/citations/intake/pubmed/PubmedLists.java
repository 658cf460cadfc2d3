package org.livingevidence.citations.intake.pubmed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.citation.NoticeText;
import org.livingevidence.citations.intake.XmlCursor;

/// The lists around an article: indexing, notices, references and identifiers.
final class PubmedLists {
  /// As the contract has ids of citations.
  private static final Pattern CITED_DOI = Pattern.compile("10\\.\\S{1,900}");

  private PubmedLists() {}

  static void journalInfo(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      switch (xml.name()) {
        case "MedlineTA" -> {
          String abbreviation = xml.text();
          if (draft.journalAbbreviation == null) {
            draft.journalAbbreviation = abbreviation;
          }
        }
        case "NlmUniqueID" -> draft.journalNlmId = xml.text();
        case "ISSNLinking" -> {
          String linking = xml.text();
          List<String> others = List.copyOf(draft.issn);
          draft.issn.clear();
          PubmedArticle.issn(linking, draft);
          draft.issn.addAll(others);
        }
        default -> xml.skip();
      }
    }
  }

  static void substances(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      String number = null;
      String id = null;
      String name = null;
      while (xml.child()) {
        switch (xml.name()) {
          case "RegistryNumber" -> number = xml.text();
          case "NameOfSubstance" -> {
            id = xml.attribute("UI");
            name = xml.text();
          }
          default -> xml.skip();
        }
      }
      if (name != null) {
        draft.substances.add(new Citation.Substance(id, name, "0".equals(number) ? null : number));
      }
    }
  }

  static void supplementary(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      String id = xml.attribute("UI");
      String type = xml.attribute("Type");
      String name = xml.text();
      if (name != null) {
        draft.supplementary.add(new Citation.Supplementary(id, name, type));
      }
    }
  }

  static void headings(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      String id = null;
      String name = null;
      boolean major = false;
      List<Citation.Qualifier> qualifiers = new ArrayList<>();
      while (xml.child()) {
        boolean partMajor = "Y".equals(xml.attribute("MajorTopicYN"));
        String partId = xml.attribute("UI");
        switch (xml.name()) {
          case "DescriptorName" -> {
            id = partId;
            major = partMajor;
            name = xml.text();
          }
          case "QualifierName" -> {
            String qualifier = xml.text();
            if (qualifier != null) {
              qualifiers.add(new Citation.Qualifier(partId, qualifier, partMajor));
            }
          }
          default -> xml.skip();
        }
      }
      if (name != null) {
        draft.headings.add(new Citation.Heading(id, name, major, qualifiers));
      }
    }
  }

  static void keywords(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      PubmedArticle.addText(xml, draft.keywords);
    }
  }

  static void registrations(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      String registry = null;
      List<String> ids = new ArrayList<>();
      while (xml.child()) {
        switch (xml.name()) {
          case "DataBankName" -> registry = xml.text();
          case "AccessionNumberList" -> {
            while (xml.child()) {
              PubmedArticle.addText(xml, ids);
            }
          }
          default -> xml.skip();
        }
      }
      for (String id : ids) {
        draft.registrations.add(
            new Citation.Registration(registry == null ? "unknown" : registry, id));
      }
    }
  }

  static void notices(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      notice(xml, draft, xml.attribute("RefType"));
    }
  }

  /// Before 2007 each relation was an element of its own.
  static void oldNotices(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      notice(xml, draft, xml.name());
    }
  }

  private static void notice(XmlCursor xml, CitationDraft draft, @Nullable String relation)
      throws XMLStreamException {
    String pmid = null;
    String source = null;
    String note = null;
    while (xml.child()) {
      switch (xml.name()) {
        case "PMID" -> pmid = CitationIds.pmid(xml.text());
        case "RefSource" -> source = xml.text();
        case "Note" -> note = xml.text();
        default -> xml.skip();
      }
    }
    if ("Cites".equals(relation)) {
      if (pmid != null) {
        draft.cites.add("pmid:" + pmid);
      }
    } else if (relation != null) {
      draft.notices.add(NoticeText.withNote(relation, pmid, source, note));
    }
  }

  /// Older documents give the PMCID among the other ids.
  static void otherId(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    boolean fromNlm = "NLM".equals(xml.attribute("Source"));
    String text = xml.text();
    if (fromNlm && text != null && text.startsWith("PMC") && draft.pmcid == null) {
      int end = text.indexOf(' ');
      draft.pmcid = CitationIds.pmcid(end < 0 ? text : text.substring(0, end));
    }
  }

  static void pubmedData(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      switch (xml.name()) {
        case "ArticleIdList" -> {
          while (xml.child()) {
            articleId(xml, draft);
          }
        }
        case "ReferenceList" -> references(xml, draft);
        default -> xml.skip();
      }
    }
  }

  static void articleId(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    String type = xml.attribute("IdType");
    String text = xml.text();
    switch (type == null ? "" : type) {
      case "doi" -> draft.doi = firstOf(CitationIds.doi(text), draft.doi);
      case "pmc" -> draft.pmcid = firstOf(CitationIds.pmcid(text), draft.pmcid);
      case "pii" -> draft.pii = firstOf(text, draft.pii);
      default -> {}
    }
  }

  /// Lists of references may nest.
  private static void references(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    while (xml.child()) {
      switch (xml.name()) {
        case "ReferenceList" -> references(xml, draft);
        case "Reference" -> {
          while (xml.child()) {
            if (xml.name().equals("ArticleIdList")) {
              cited(xml, draft);
            } else {
              xml.skip();
            }
          }
        }
        default -> xml.skip();
      }
    }
  }

  /// A work goes by its PMID, else by its DOI.
  private static void cited(XmlCursor xml, CitationDraft draft) throws XMLStreamException {
    String pmid = null;
    String doi = null;
    while (xml.child()) {
      switch (String.valueOf(xml.attribute("IdType"))) {
        case "pubmed" -> pmid = firstOf(pmid, CitationIds.pmid(xml.text()));
        case "doi" -> doi = firstOf(doi, CitationIds.doi(xml.text()));
        default -> xml.skip();
      }
    }
    if (pmid != null) {
      draft.cites.add("pmid:" + pmid);
    } else if (doi != null && CITED_DOI.matcher(doi).matches()) {
      draft.cites.add("doi:" + doi);
    }
  }

  private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }
}
