package org.livingevidence.citations.contribution;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;

/// A record as it is kept.
///
/// @param citationId the citation that it belongs to; null while it waits
/// @param withdrawn whether a curator deleted the citation that it made
/// @param arrived the time of its import in microseconds since 1970: between two records of equal
///     strength the later import wins
record Part(
    String source,
    String key,
    @Nullable String citationId,
    boolean withdrawn,
    @Nullable String revised,
    Citation citation,
    String hash,
    @Nullable String importId,
    long arrived) {

  /// The order in which parts are believed; total, so that a state does not depend on chance.
  static final Comparator<Part> STRENGTH =
      Comparator.comparing(Part::source, Sources.STRENGTH)
          .thenComparing(
              part -> part.revised() == null ? "" : part.revised(), Comparator.reverseOrder())
          .thenComparing(Part::arrived, Comparator.reverseOrder())
          .thenComparing(Part::key);

  /// What a part is known by.
  record Key(String source, String key) {}

  Key name() {
    return new Key(source, key);
  }

  /// @return the same part as one of this citation
  Part of(@Nullable String citation) {
    return new Part(source, key, citation, false, revised, this.citation, hash, importId, arrived);
  }

  /// @return whether it says something of papers that others describe, and describes none itself
  boolean onlyNotices() {
    return source.equals(Sources.RETRACTION_TABLE);
  }
}
