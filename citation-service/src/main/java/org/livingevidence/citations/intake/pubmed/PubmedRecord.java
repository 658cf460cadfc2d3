package org.livingevidence.citations.intake.pubmed;

import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;

/// What a PubMed document says of one PMID.
public sealed interface PubmedRecord {
  /// @return the id of the citation that is meant, `pmid:…`
  String id();

  /// @return the version of the PMID, 1 and above
  int version();

  /// A record in full.
  ///
  /// @param revised the record's own date of revision, `yyyy-MM-dd`
  record Article(Citation citation, String id, int version, @Nullable String revised)
      implements PubmedRecord {}

  /// A record that its source has deleted.
  ///
  /// @param documentDate the newest date of revision in the document that deletes it, `yyyy-MM-dd`;
  ///     null when that document dates nothing
  record Deletion(String id, int version, @Nullable String documentDate) implements PubmedRecord {}
}
