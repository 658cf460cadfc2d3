package org.livingevidence.gateway.projection;

import io.smallrye.health.api.HealthGroup;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Whether the projector of this process still finishes its rounds, in the health group
/// `projection`: it raises an alarm and never takes the API out of service.
@HealthGroup("projection")
class ProjectionHealth implements HealthCheck {
  private final ProjectionMetrics metrics;
  private final ProjectionConfig config;

  ProjectionHealth(ProjectionMetrics metrics, ProjectionConfig config) {
    this.metrics = metrics;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    double idle = metrics.idleSeconds();
    return HealthCheckResponse.named("projector")
        .status(idle < 3 * config.sessionTimeout().toSeconds())
        .withData("leading", metrics.leading())
        .withData("secondsSinceLastRound", Math.round(idle))
        .build();
  }
}
