package org.livingevidence.citations.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.NoticeText;

/// PubMed XML: a `PubmedArticleSet` in the order of NLM's document type. A citation without a PMID
/// has no place in it and is named in a comment; so is a relation that the type does not know.
final class PubmedXmlWriter implements CitationWriter {
  private static final Set<String> RELATIONS =
      Set.of(
          "AssociatedDataset",
          "AssociatedPublication",
          "CommentIn",
          "CommentOn",
          "CorrectedandRepublishedIn",
          "CorrectedandRepublishedFrom",
          "ErratumIn",
          "ErratumFor",
          "ExpressionOfConcernIn",
          "ExpressionOfConcernFor",
          "OriginalReportIn",
          "PartialRetractionIn",
          "PartialRetractionOf",
          "ReprintIn",
          "ReprintOf",
          "RepublishedIn",
          "RepublishedFrom",
          "RetractedandRepublishedIn",
          "RetractedandRepublishedFrom",
          "RetractionIn",
          "RetractionOf",
          "SummaryForPatientsIn",
          "UpdateIn",
          "UpdateOf");

  private final Writer out;
  private final XmlElements xml;

  PubmedXmlWriter(Writer out) {
    this.out = out;
    xml = new XmlElements(out);
  }

  @Override
  public void begin() throws IOException {
    out.write(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" \
        "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
        <PubmedArticleSet>
        """);
  }

  @Override
  public void write(Citation citation, List<String> warnings) throws IOException {
    Citation.Identifiers identifiers = Parts.identifiers(citation);
    if (identifiers.pmid() == null) {
      xml.comment(citation.id() + " has no PMID");
    } else if ("book".equals(citation.kind()) || "chapter".equals(citation.kind())) {
      new PubmedXmlBook(xml).write(citation);
      out.write("\n");
    } else {
      article(citation, identifiers);
      for (String warning : warnings) {
        xml.comment("Notice: " + warning);
      }
      out.write("\n");
    }
  }

  @Override
  public void end() throws IOException {
    out.write("</PubmedArticleSet>\n");
  }

  private void article(Citation citation, Citation.Identifiers identifiers) throws IOException {
    xml.open("PubmedArticle");
    xml.open(
        "MedlineCitation",
        "Status",
        citation.indexing() == null ? "Publisher" : citation.indexing(),
        "Owner",
        "NLM");
    pmid(citation, identifiers);
    revised(citation.source());
    xml.open("Article", "PubModel", "Print");
    journal(citation);
    xml.marked(
        "ArticleTitle", citation.title() == null ? "" : citation.title(), citation.titleMarkup());
    if (citation.pages() != null) {
      xml.open("Pagination").text("MedlinePgn", citation.pages()).close();
    }
    location(identifiers);
    passages(citation.passages());
    authors(citation, null);
    for (String language : citation.languages()) {
      xml.text("Language", language);
    }
    registrations(citation.registrations());
    if (!citation.publicationTypes().isEmpty()) {
      xml.open("PublicationTypeList");
      publicationTypes(citation);
      xml.close();
    }
    xml.marked("VernacularTitle", citation.vernacularTitle(), citation.vernacularTitleMarkup());
    xml.close();
    Citation.Journal journal = citation.journal();
    if (journal != null) {
      xml.open("MedlineJournalInfo")
          .text("MedlineTA", journal.abbreviation())
          .text("NlmUniqueID", journal.nlmId())
          .text("ISSNLinking", journal.issn().isEmpty() ? null : journal.issn().getFirst())
          .close();
    }
    indexing(citation);
    notices(citation.notices());
    new PubmedXmlHeadings(xml).write(citation.headings());
    keywords(citation.keywords());
    xml.close();
    pubmedData(citation, identifiers);
    xml.close();
  }

  private void pmid(Citation citation, Citation.Identifiers identifiers) throws IOException {
    Citation.Source source = citation.source();
    int version = source == null || source.version() == null ? 1 : source.version();
    xml.text("PMID", identifiers.pmid(), "Version", Integer.toString(version));
  }

  private void revised(Citation.@Nullable Source source) throws IOException {
    String revised = source == null ? null : source.revised();
    if (revised != null && revised.length() == 10) {
      xml.open("DateRevised")
          .text("Year", revised.substring(0, 4))
          .text("Month", revised.substring(5, 7))
          .text("Day", revised.substring(8))
          .close();
    }
  }

  private void journal(Citation citation) throws IOException {
    xml.open("Journal");
    Citation.Journal journal = citation.journal();
    if (journal != null) {
      for (String issn : journal.issn()) {
        xml.text("ISSN", issn, "IssnType", "Print");
      }
    }
    xml.open("JournalIssue", "CitedMedium", "Print")
        .text("Volume", citation.volume())
        .text("Issue", citation.issue());
    published(citation);
    xml.close();
    if (journal != null) {
      xml.text("Title", journal.title()).text("ISOAbbreviation", journal.abbreviation());
    }
    xml.close();
  }

  /// Writes `PubDate`.
  void published(Citation citation) throws IOException {
    Parts.Date date = Parts.date(citation);
    xml.open("PubDate");
    String words = date.words();
    if (words == null) {
      xml.text("Year", date.year()).text("Month", date.monthName()).text("Day", date.day());
    } else if (date.year() != null && words.matches("Spring|Summer|Autumn|Fall|Winter")) {
      xml.text("Year", date.year()).text("Season", words);
    } else {
      xml.text("MedlineDate", date.year() == null ? words : date.year() + " " + words);
    }
    xml.close();
  }

  private void location(Citation.Identifiers identifiers) throws IOException {
    xml.text("ELocationID", identifiers.pii(), "EIdType", "pii", "ValidYN", "Y");
    xml.text("ELocationID", identifiers.doi(), "EIdType", "doi", "ValidYN", "Y");
  }

  /// Writes `Abstract`.
  void passages(List<Citation.Passage> passages) throws IOException {
    if (passages.isEmpty()) {
      return;
    }
    xml.open("Abstract");
    for (Citation.Passage passage : passages) {
      xml.marked(
          "AbstractText",
          passage.text(),
          passage.markup(),
          "Label",
          passage.label(),
          "NlmCategory",
          passage.category());
    }
    xml.close();
  }

  /// Writes `AuthorList`.
  ///
  /// @param type `authors` where the document type asks for it
  void authors(Citation citation, @Nullable String type) throws IOException {
    if (citation.authors().isEmpty()) {
      return;
    }
    String complete =
        citation.authorsComplete() == null ? null : citation.authorsComplete() ? "Y" : "N";
    xml.open("AuthorList", "CompleteYN", complete, "Type", type);
    for (Citation.Author author : citation.authors()) {
      xml.open("Author", "ValidYN", "Y")
          .text("CollectiveName", author.collective())
          .text("LastName", author.family())
          .text("ForeName", author.given())
          .text("Suffix", author.suffix())
          .text("Initials", author.initials())
          .text("Identifier", author.orcid(), "Source", "ORCID")
          .close();
    }
    xml.close();
  }

  /// Writes each `PublicationType`.
  void publicationTypes(Citation citation) throws IOException {
    for (Citation.PublicationType type : citation.publicationTypes()) {
      xml.text("PublicationType", type.name(), "UI", type.id());
    }
  }

  private void registrations(List<Citation.Registration> registrations) throws IOException {
    if (registrations.isEmpty()) {
      return;
    }
    xml.open("DataBankList", "CompleteYN", "Y");
    for (Citation.Registration registration : registrations) {
      xml.open("DataBank").text("DataBankName", registration.registry());
      xml.open("AccessionNumberList").text("AccessionNumber", registration.id()).close();
      xml.close();
    }
    xml.close();
  }

  private void indexing(Citation citation) throws IOException {
    if (!citation.substances().isEmpty()) {
      xml.open("ChemicalList");
      for (Citation.Substance substance : citation.substances()) {
        String number = substance.registryNumber() == null ? "0" : substance.registryNumber();
        xml.open("Chemical")
            .text("RegistryNumber", number)
            .text("NameOfSubstance", substance.name(), "UI", substance.id())
            .close();
      }
      xml.close();
    }
    if (!citation.supplementary().isEmpty()) {
      xml.open("SupplMeshList");
      for (Citation.Supplementary concept : citation.supplementary()) {
        xml.text("SupplMeshName", concept.name(), "Type", concept.type(), "UI", concept.id());
      }
      xml.close();
    }
  }

  private void notices(List<Citation.Notice> notices) throws IOException {
    boolean any = false;
    for (Citation.Notice notice : notices) {
      if (!RELATIONS.contains(String.valueOf(notice.relation()))) {
        xml.comment("Notice: " + NoticeText.write(notice));
        continue;
      }
      if (!any) {
        xml.open("CommentsCorrectionsList");
        any = true;
      }
      xml.open("CommentsCorrections", "RefType", notice.relation())
          .text("RefSource", notice.source())
          .text("PMID", notice.pmid(), "Version", "1")
          .text("Note", NoticeText.note(notice))
          .close();
    }
    if (any) {
      xml.close();
    }
  }

  /// Writes `KeywordList`.
  void keywords(List<String> keywords) throws IOException {
    if (keywords.isEmpty()) {
      return;
    }
    xml.open("KeywordList", "Owner", "NOTNLM");
    for (String keyword : keywords) {
      xml.text("Keyword", keyword, "MajorTopicYN", "N");
    }
    xml.close();
  }

  private void pubmedData(Citation citation, Citation.Identifiers identifiers) throws IOException {
    xml.open("PubmedData").text("PublicationStatus", "ppublish");
    articleIds(identifiers);
    List<String> cited =
        citation.cites().stream()
            .filter(id -> id.startsWith("pmid:") || id.startsWith("doi:"))
            .toList();
    if (!cited.isEmpty()) {
      xml.open("ReferenceList");
      for (String id : cited) {
        xml.open("Reference").open("ArticleIdList");
        String kind = id.startsWith("doi:") ? "doi" : "pubmed";
        xml.text("ArticleId", id.substring(id.indexOf(':') + 1), "IdType", kind).close();
        xml.close();
      }
      xml.close();
    }
    xml.close();
  }

  /// Writes `ArticleIdList`.
  void articleIds(Citation.Identifiers identifiers) throws IOException {
    xml.open("ArticleIdList")
        .text("ArticleId", identifiers.pmid(), "IdType", "pubmed")
        .text("ArticleId", identifiers.pmcid(), "IdType", "pmc")
        .text("ArticleId", identifiers.doi(), "IdType", "doi")
        .text("ArticleId", identifiers.pii(), "IdType", "pii")
        .close();
  }
}
