package org.livingevidence.citations.release;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.ConfirmedSource;

/// When PubMed's files were last found to be applied.
@Singleton
class PubmedFilesConfirmed implements ConfirmedSource {
  private final RunStore runs;
  private final PubmedFilesConfig config;
  private final Instant startedAt = Instant.now();

  PubmedFilesConfirmed(RunStore runs, PubmedFilesConfig config) {
    this.runs = runs;
    this.config = config;
  }

  @Override
  public String name() {
    return "pubmed-files";
  }

  @Override
  public @Nullable Instant confirmedAt() throws SQLException {
    if (config.poll().isEmpty()) {
      return null;
    }
    Instant confirmed = runs.confirmedAt();
    return confirmed == null ? startedAt : confirmed;
  }
}
