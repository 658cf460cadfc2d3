package org.livingevidence.drugs.topic;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Whether the copy of the topics moves. In a health group of its own: drugs are read and written
/// all the same while it does not.
@HealthGroup("topics")
@ApplicationScoped
class TopicHealth implements HealthCheck {
  private final TopicCopy copy;
  private final TopicConfig config;

  TopicHealth(TopicCopy copy, TopicConfig config) {
    this.copy = copy;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    var since = copy.failingSince();
    boolean stalled = since != null && since.plus(config.stalledAfter()).isBefore(Instant.now());
    var answer = HealthCheckResponse.named("topics").status(!stalled);
    return (since == null ? answer : answer.withData("failingSince", since.toString())).build();
  }
}
