package org.livingevidence.outbox;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Whether changes leave in time: the health group `relay`, apart from readiness, which speaks of
/// the REST API alone.
@HealthGroup("relay")
@ApplicationScoped
class RelayHealth implements HealthCheck {
  private final StatusStore store;
  private final OutboxConfig config;

  RelayHealth(StatusStore store, OutboxConfig config) {
    this.store = store;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    StatusStore.Counts counts = store.counts();
    double oldest = Math.max(counts.interactive().oldestSeconds(), counts.bulk().oldestSeconds());
    return HealthCheckResponse.named("outbox relay")
        .status(counts.relay() && oldest < config.stalledAfter().toSeconds())
        .withData("relay", counts.relay())
        .withData("waiting", counts.interactive().rows() + counts.bulk().rows())
        .withData("oldestSeconds", Math.round(oldest))
        .withData("blocked", counts.blocked())
        .build();
  }
}
