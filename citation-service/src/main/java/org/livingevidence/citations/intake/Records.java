package org.livingevidence.citations.intake;

import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationKey;
import org.livingevidence.citations.contribution.Contribution;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// Takes the records of one file and gives each its place.
public final class Records {
  private final String source;
  private final RecordSink<Contribution> sink;
  private long position;

  /// @param source the kind of source, which is the kind of file
  /// @param sink takes what is numbered
  public Records(String source, RecordSink<Contribution> sink) {
    this.source = source;
    this.sink = sink;
  }

  /// @return whether nothing was read so far
  public boolean isEmpty() {
    return position == 0;
  }

  /// Takes a record, unless it names nothing that could be found again.
  ///
  /// @param revised its own date of revision, `yyyy-MM-dd`
  /// @param line where it begins
  public void accept(CitationDraft draft, @Nullable String revised, long line) {
    DraftTidying.tidy(draft, !source.equals("csl-json"));
    if (draft.title == null
        && draft.vernacularTitle == null
        && draft.pmid == null
        && draft.doi == null
        && draft.pmcid == null) {
      rejected(null, "it has neither a title nor a PMID, DOI or PMCID", line);
      return;
    }
    Citation.Source from = new Citation.Source(source, null, revised);
    String key = CitationKey.of(draft.build("hash:0", from));
    sink.accept(
        new ParsedRecord<>(
            ++position, key, new Contribution(source, key, revised, draft.build(key, from))));
  }

  /// Notes a record that cannot be taken.
  ///
  /// @param id what it is called, as far as it can be told
  /// @param reason what is wrong with it
  /// @param line where it begins
  public void rejected(@Nullable String id, String reason, long line) {
    sink.rejected(++position, id == null ? null : shortened(id), reason + ", at line " + line);
  }

  private static String shortened(String id) {
    return id.length() > 200 ? id.substring(0, 200) + "…" : id;
  }
}
