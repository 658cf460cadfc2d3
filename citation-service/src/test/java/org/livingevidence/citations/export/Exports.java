package org.livingevidence.citations.export;

import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;

/// Citations to export.
final class Exports {
  private Exports() {}

  /// A paper that was retracted, with what a notice may say.
  static Citation retracted(String title, String family) {
    CitationDraft draft = article(title, family);
    draft.notices.add(
        new Citation.Notice(
            "RetractionIn",
            "9499167",
            "Retraction Watch",
            "Record 7",
            "2015-03-02",
            "10.1000/notice",
            "Error in Data; Unreliable Results"));
    return draft.build("pmid:8863847", new Citation.Source("pubmed", 1, "2015-04-01"));
  }

  static CitationDraft article(String title, String family) {
    CitationDraft draft = new CitationDraft();
    draft.pmid = "8863847";
    draft.doi = "10.1000/paper";
    draft.title = title;
    draft.journalTitle = "The New England journal of medicine";
    draft.journalAbbreviation = "N Engl J Med";
    draft.volume = "364";
    draft.issue = "6";
    draft.pages = "1765-76";
    draft.published = "2011-02-09";
    draft.year = 2011;
    draft.authors.add(new Citation.Author(family, "Jean-Paul", "JP", null, null, null));
    draft.authors.add(new Citation.Author(null, null, null, null, null, "CANTOS Trial Group"));
    return draft;
  }
}
