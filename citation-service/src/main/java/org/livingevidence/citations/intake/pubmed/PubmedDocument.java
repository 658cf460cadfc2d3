package org.livingevidence.citations.intake.pubmed;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.intake.Mending;
import org.livingevidence.citations.intake.SourceDates;
import org.livingevidence.citations.intake.XmlCursor;
import org.livingevidence.citations.intake.XmlDocument;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.imports.ImportRejected;

/// Reads one PubMed document, whatever its root: the records are looked for at any depth, so that
/// a set, one article alone, a bare `MedlineCitation` and a set inside another system's wrapper
/// all serve.
///
/// Deletions are told at the end of the document, because only then is its newest date known.
public final class PubmedDocument {
  /// Receives what the document says, in its order.
  public interface Sink {
    /// One record or deletion.
    void accept(PubmedRecord record);

    /// A record that cannot be taken.
    ///
    /// @param id the id as far as it is known
    /// @param reason what is wrong, and where
    void rejected(@Nullable String id, String reason);
  }

  private record Pmid(@Nullable String number, @Nullable String printed, int version) {}

  private final XmlCursor xml;
  private final Sink sink;
  private final int mostDeletions;
  private final List<Pmid> deletions = new ArrayList<>();
  private @Nullable String newest;

  PubmedDocument(XmlCursor xml, Sink sink, int mostDeletions) {
    this.xml = xml;
    this.sink = sink;
    this.mostDeletions = mostDeletions;
  }

  /// Reads a document's records and deletions, in their order.
  ///
  /// @param in not compressed
  /// @throws IOException what the stream throws
  /// @throws ImportRejected when the document is not well-formed or asks too much; what was told
  ///     before stays told
  public static void read(InputStream in, XmlLimits limits, Sink sink)
      throws IOException, ImportRejected {
    XmlDocument.read(in, limits, xml -> new PubmedDocument(xml, sink, limits.deletions()).read());
  }

  /// Reads to the end of the document.
  ///
  /// @throws XMLStreamException when the document is not well-formed or asks too much; what was
  ///     told before stays told
  void read() throws XMLStreamException {
    while (xml.descend()) {
      switch (xml.name()) {
        case "PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument" -> record();
        case "DeleteCitation", "DeleteDocument" -> deletions();
        default -> {}
      }
    }
    for (Pmid deletion : deletions) {
      if (deletion.number() == null) {
        sink.rejected(null, notPmid(deletion.printed()) + " in a deletion");
      } else {
        sink.accept(
            new PubmedRecord.Deletion("pmid:" + deletion.number(), deletion.version(), newest));
      }
    }
  }

  private void record() throws XMLStreamException {
    int outside = xml.depth() - 1;
    String where = xml.where();
    xml.beginRecord();
    CitationDraft draft = new CitationDraft();
    State state = new State();
    try {
      switch (xml.name()) {
        case "MedlineCitation" -> medlineCitation(draft, state);
        case "BookDocument" -> bookDocument(draft, state);
        default -> {
          while (xml.child()) {
            switch (xml.name()) {
              case "MedlineCitation" -> medlineCitation(draft, state);
              case "BookDocument" -> bookDocument(draft, state);
              case "PubmedData", "PubmedBookData" -> PubmedLists.pubmedData(xml, draft);
              default -> xml.skip();
            }
          }
        }
      }
    } catch (XmlCursor.RecordTooLongException tooLong) {
      xml.leaveTo(outside);
      sink.rejected(state.id(), tooLong.getMessage() + ", at " + where);
      return;
    }
    if (state.revised != null && (newest == null || newest.compareTo(state.revised) < 0)) {
      newest = state.revised;
    }
    String id = state.id();
    if (id == null) {
      sink.rejected(
          null, notPmid(state.pmid == null ? null : state.pmid.printed()) + ", at " + where);
      return;
    }
    int version = state.pmid == null ? 1 : state.pmid.version();
    draft.pmid = id.substring("pmid:".length());
    Mending.mend(draft);
    Citation citation = draft.build(id, new Citation.Source("pubmed", version, state.revised));
    sink.accept(new PubmedRecord.Article(citation, id, version, state.revised));
  }

  /// What orders a record, beside its content.
  private static final class State {
    private @Nullable Pmid pmid;
    private @Nullable String revised;

    private @Nullable String id() {
      return pmid == null || pmid.number() == null ? null : "pmid:" + pmid.number();
    }
  }

  private void medlineCitation(CitationDraft draft, State state) throws XMLStreamException {
    draft.indexing = xml.attribute("Status");
    while (xml.child()) {
      switch (xml.name()) {
        case "PMID" -> state.pmid = pmid();
        case "DateRevised" -> state.revised = SourceDates.read(xml).exact();
        case "Article" -> PubmedArticle.read(xml, draft);
        case "MedlineJournalInfo" -> PubmedLists.journalInfo(xml, draft);
        case "ChemicalList" -> PubmedLists.substances(xml, draft);
        case "SupplMeshList" -> PubmedLists.supplementary(xml, draft);
        case "CommentsCorrectionsList" -> PubmedLists.notices(xml, draft);
        case "CommentsCorrections" -> PubmedLists.oldNotices(xml, draft);
        case "MeshHeadingList" -> PubmedLists.headings(xml, draft);
        case "KeywordList" -> PubmedLists.keywords(xml, draft);
        case "OtherID" -> PubmedLists.otherId(xml, draft);
        default -> xml.skip();
      }
    }
  }

  private void bookDocument(CitationDraft draft, State state) throws XMLStreamException {
    PubmedBook book = new PubmedBook(draft);
    while (xml.child()) {
      switch (xml.name()) {
        case "PMID" -> state.pmid = pmid();
        case "DateRevised" -> state.revised = SourceDates.read(xml).exact();
        default -> book.part(xml);
      }
    }
    book.finish();
  }

  private void deletions() throws XMLStreamException {
    xml.beginRecord();
    while (xml.child()) {
      if (!xml.name().equals("PMID")) {
        xml.skip();
        continue;
      }
      if (deletions.size() == mostDeletions) {
        throw new XMLStreamException(
            "more than "
                + mostDeletions
                + " deletions in one document (living-evidence.xml.deletions)");
      }
      deletions.add(pmid());
      xml.beginRecord();
    }
  }

  private Pmid pmid() throws XMLStreamException {
    String version = xml.attribute("Version");
    String printed = xml.text();
    boolean counted = version != null && version.matches("[1-9][0-9]{0,2}");
    return new Pmid(CitationIds.pmid(printed), printed, counted ? Integer.parseInt(version) : 1);
  }

  private static String notPmid(@Nullable String printed) {
    if (printed == null) {
      return "there is no PMID";
    }
    return "\""
        + (printed.length() > 40 ? printed.substring(0, 40) + "…" : printed)
        + "\" is not a PMID";
  }
}
