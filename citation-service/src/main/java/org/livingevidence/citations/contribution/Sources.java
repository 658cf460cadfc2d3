package org.livingevidence.citations.contribution;

import java.util.Comparator;
import java.util.List;

/// The order in which sources are believed where two say something else: NLM's own records first,
/// then what curators wrote, what publishers deposit, and what reference managers made of it.
public final class Sources {
  /// NLM's XML.
  public static final String PUBMED = "pubmed";

  /// What a person wrote here.
  public static final String CURATED = "curated";

  /// Says of papers only that they were retracted, corrected, doubted or put back: it never makes
  /// a citation.
  public static final String RETRACTION_TABLE = "retraction-table";

  private static final List<String> ORDER =
      List.of(PUBMED, "nbib", CURATED, "csl-json", "bibtex", "ris", RETRACTION_TABLE);

  /// The strongest first; unknown sources last.
  static final Comparator<String> STRENGTH = Comparator.comparingInt(Sources::rank);

  private Sources() {}

  private static int rank(String source) {
    int at = ORDER.indexOf(source);
    return at < 0 ? ORDER.size() : at;
  }
}
