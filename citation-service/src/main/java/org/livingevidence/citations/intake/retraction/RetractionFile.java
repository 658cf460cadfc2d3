package org.livingevidence.citations.intake.retraction;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.intake.EncodedLine;
import org.livingevidence.citations.intake.PrintedDates;
import org.livingevidence.citations.intake.PrintedParts;
import org.livingevidence.citations.intake.RecordFile;
import org.livingevidence.citations.intake.Records;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.imports.ImportRejected;

/// A file of the kind `retraction-table`: the table of Retraction Watch that Crossref publishes, a
/// row for each notice. A paper that was retracted, put back and doubted again has three rows,
/// wherever they stand; they make one contribution, which is why the rows are kept, in their
/// essence, until the end of the file (`living-evidence.text.table-rows`).
public final class RetractionFile implements RecordFile {
  private static final Map<String, String> RELATIONS =
      Map.of(
          "retraction", "RetractionIn",
          "partial retraction", "PartialRetractionIn",
          "expression of concern", "ExpressionOfConcernIn",
          "correction", "ErratumIn",
          "reinstatement", "ReinstatementIn");

  private final TextLimits limits;

  /// @param limits what a file may ask of us
  public RetractionFile(TextLimits limits) {
    this.limits = limits;
  }

  @Override
  public boolean recognises(String head) {
    String first = head.lines().findFirst().orElse("");
    return first.contains("RetractionNature")
        && first.contains("OriginalPaperDOI")
        && first.contains("OriginalPaperPubMedID");
  }

  @Override
  public void read(InputStream in, Records records) throws IOException, ImportRejected {
    CsvRows rows = new CsvRows(in, limits);
    List<String> head = head(rows);
    if (head == null || !recognises(String.join(",", head))) {
      throw new ImportRejected("The first row does not name the columns of the table.");
    }
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < head.size(); i++) {
      columns.put(head.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    Map<String, Paper> papers = new LinkedHashMap<>();
    Map<String, Paper> byId = new HashMap<>();
    int count = 0;
    while (true) {
      List<String> cells;
      try {
        cells = rows.next();
      } catch (CsvRows.BrokenRow e) {
        records.rejected(
            null, e.getMessage() == null ? "it is no row" : e.getMessage(), rows.line());
        continue;
      }
      if (cells == null) {
        break;
      }
      if (++count > limits.tableRows()) {
        throw new ImportRejected(
            "The table has more than "
                + limits.tableRows()
                + " rows (living-evidence.text.table-rows).");
      }
      row(new Row(columns, cells, rows.line(), rows.original()), papers, byId, records);
    }
    for (Paper paper : papers.values()) {
      paper.accept(records);
    }
  }

  private static @Nullable List<String> head(CsvRows rows) throws IOException, ImportRejected {
    try {
      return rows.next();
    } catch (CsvRows.BrokenRow e) {
      return null;
    }
  }

  private static void row(
      Row row, Map<String, Paper> papers, Map<String, Paper> byId, Records records) {
    String nature = row.text("retractionnature");
    String relation =
        nature == null ? null : RELATIONS.get(nature.strip().toLowerCase(Locale.ROOT));
    String id = row.text("record id");
    if (relation == null) {
      records.rejected(
          id,
          nature == null ? "it has no nature" : "its nature is unknown: " + shortened(nature),
          row.line());
      return;
    }
    String pmid = CitationIds.pmid(row.text("originalpaperpubmedid"));
    String doi = CitationIds.doi(row.text("originalpaperdoi"));
    if (pmid == null && doi == null) {
      records.rejected(id, "its paper has neither a PMID nor a DOI", row.line());
      return;
    }
    Paper paper = pmid == null ? null : byId.get("pmid:" + pmid);
    Paper same = doi == null ? null : byId.get("doi:" + doi);
    if (paper == null
        && same != null
        && (pmid == null || same.pmid == null || same.pmid.equals(pmid))) {
      paper = same;
    }
    if (paper == null) {
      paper = new Paper(row.line());
      papers.put(pmid == null ? "doi:" + doi : "pmid:" + pmid, paper);
    }
    paper.add(pmid, doi, row);
    if (pmid != null) {
      byId.put("pmid:" + pmid, paper);
    }
    if (doi != null) {
      byId.putIfAbsent("doi:" + doi, paper);
    }
    String reason = row.text("reason");
    paper.draft.notices.add(
        new Citation.Notice(
            relation,
            CitationIds.pmid(row.text("retractionpubmedid")),
            "Retraction Watch",
            id == null ? null : "Record " + id,
            PrintedDates.exact(row.text("retractiondate")),
            CitationIds.doi(row.text("retractiondoi")),
            reason == null ? null : reasons(reason)));
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  /// `+Duplication of Image;+Investigation by Journal/Publisher;` as a readable list.
  private static @Nullable String reasons(String printed) {
    StringBuilder reasons = new StringBuilder();
    for (String part : printed.split(";")) {
      String reason = part.strip().replaceFirst("^\\+\\s*", "");
      if (!reason.isEmpty()) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(reason);
      }
    }
    return reasons.isEmpty() ? null : reasons.toString();
  }

  /// What all rows say of one paper.
  private static final class Paper {
    private final CitationDraft draft = new CitationDraft();
    private final long line;
    private @Nullable String pmid;

    Paper(long line) {
      this.line = line;
    }

    void add(@Nullable String pmid, @Nullable String doi, Row row) {
      if (this.pmid == null) {
        this.pmid = pmid;
        draft.pmid = pmid;
      }
      if (draft.doi == null) {
        draft.doi = doi;
      }
      if (draft.title == null) {
        draft.title = row.text("title");
        draft.journalTitle = row.text("journal");
        if (row.original() != null && draft.title != null && !draft.title.matches("\\p{ASCII}*")) {
          draft.repairs.add(new Citation.Repair("title", row.original(), EncodedLine.BASIS));
        }
        String date = row.text("originalpaperdate");
        PrintedParts.published(date == null ? null : PrintedDates.parse(date), draft);
      }
    }

    void accept(Records records) {
      records.accept(draft, null, line);
    }
  }

  /// The cells of a row by the names of their columns.
  private record Row(
      Map<String, Integer> columns, List<String> cells, long line, @Nullable String original) {
    /// Null also for what the table writes where it knows nothing.
    @Nullable String text(String column) {
      Integer at = columns.get(column);
      String text = at == null || at >= cells.size() ? "" : cells.get(at).strip();
      boolean unknown =
          text.isEmpty()
              || text.equals("0")
              || text.equalsIgnoreCase("unavailable")
              || text.equalsIgnoreCase("nan");
      return unknown ? null : text;
    }
  }
}
