package org.livingevidence.citations.harvest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.harvest.NewHarvest;

/// What makes a harvest of PubMed.
///
/// @param source where from: `pubmed`, also when absent
/// @param name for people; the query's beginning when absent
/// @param query in PubMed's language; this or `pmids`
/// @param pmids PMIDs
/// @param every how often it is to run by itself, as a duration of ISO 8601 (`P1D`); null for
///     never
@Schema(name = "NewHarvest")
public record NewPubmedHarvest(
    @Nullable String source,
    @Nullable String name,
    @Nullable String query,
    @Nullable List<@Nullable String> pmids,
    @Nullable String every) {
  String from() {
    return source == null ? PubmedSource.WORD : source;
  }

  NewHarvest wanted() {
    List<String> ids =
        pmids == null ? List.of() : pmids.stream().map(pmid -> pmid == null ? "" : pmid).toList();
    return new NewHarvest(name, query, ids, List.of(), every);
  }
}
