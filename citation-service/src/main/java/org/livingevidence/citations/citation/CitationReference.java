package org.livingevidence.citations.citation;

import org.jspecify.annotations.Nullable;

/// What a caller may mean by a reference.
record CitationReference(
    String id, @Nullable String pmid, @Nullable String pmcid, @Nullable String doi) {
  static CitationReference parse(String text) {
    String bare = text.strip();
    int colon = bare.indexOf(':');
    String kind = colon < 0 ? "" : bare.substring(0, colon);
    String value = bare.substring(colon + 1);
    boolean any = !kind.equals("pmid") && !kind.equals("pmcid") && !kind.equals("doi");
    String pmid =
        kind.equals("pmid") || any ? CitationIds.pmid(kind.equals("pmid") ? value : bare) : null;
    String pmcid = kind.equals("pmcid") ? CitationIds.pmcid(value) : prefixed(bare);
    String doi = kind.equals("doi") || any ? CitationIds.doi(bare) : null;
    String id =
        pmid != null
            ? "pmid:" + pmid
            : doi != null ? "doi:" + doi : pmcid != null ? "pmcid:" + pmcid : bare;
    return new CitationReference(id, pmid, pmcid, doi);
  }

  /// A bare number is a PMID; a PMCID says that it is one.
  private static @Nullable String prefixed(String bare) {
    return bare.regionMatches(true, 0, "PMC", 0, 3) ? CitationIds.pmcid(bare) : null;
  }
}
