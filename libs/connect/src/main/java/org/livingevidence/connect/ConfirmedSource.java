package org.livingevidence.connect;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A source outside that is looked at again and again: a CDI bean of the service that reads it. Its
/// silence is a metric, `living_evidence_source_silence_seconds`.
public interface ConfirmedSource {
  /// The source's name, as the metric's label `source`: "pubmed-files".
  String name();

  /// When it was last found that everything the source says has been taken; null when it is not
  /// looked at by itself, and so cannot be late.
  @Nullable Instant confirmedAt() throws SQLException;
}
