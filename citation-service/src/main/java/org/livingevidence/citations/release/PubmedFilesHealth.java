package org.livingevidence.citations.release;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.livingevidence.access.DatabaseFailure;

/// Whether PubMed's files are applied as they come: the health group `sources`, apart from
/// readiness, which speaks of the REST API alone.
@HealthGroup("sources")
@ApplicationScoped
class PubmedFilesHealth implements HealthCheck {
  /// So many polls may be missed.
  private static final int MISSED = 3;

  private final RunStore runs;
  private final PubmedFilesConfig config;

  PubmedFilesHealth(RunStore runs, PubmedFilesConfig config) {
    this.runs = runs;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      RunStore.Standing standing = runs.read();
      boolean stopped = standing.state().equals("stopped");
      return HealthCheckResponse.named("PubMed's files")
          .status(!stopped && !isLate(standing))
          .withData("state", standing.state())
          .withData("statement", standing.statement())
          .withData("lookedAt", String.valueOf(standing.lookedAt()))
          .build();
    } catch (SQLException e) {
      throw new DatabaseFailure("reading where PubMed's files stand", e);
    }
  }

  private boolean isLate(RunStore.Standing standing) {
    Duration poll = config.poll().orElse(null);
    Instant looked = standing.lookedAt();
    return poll != null
        && looked != null
        && !standing.state().equals("running")
        && looked.isBefore(Instant.now().minus(poll.multipliedBy(MISSED)));
  }
}
