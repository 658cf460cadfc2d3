package org.livingevidence.gateway.projection;

import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.livingevidence.gateway.change.Committed;
import org.livingevidence.outbox.Tracing;

/// Runs the projector in this process and passes on what it did: to metrics, to those who wait for
/// a version, and as CDI events.
@ApplicationScoped
class ProjectionProcess implements ProjectorListener {
  private final ProjectionConfig config;
  private final AppliedVersions appliedVersions;
  private final ProjectionMetrics metrics;
  private final Tracing tracing;
  private final Event<Committed> committedEvent;
  private final Event<ProjectorRole> roleEvent;
  private final Projector projector;

  ProjectionProcess(
      ProjectionConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password,
      AppliedVersions appliedVersions,
      ProjectionMetrics metrics,
      Tracing tracing,
      Event<Committed> committedEvent,
      Event<ProjectorRole> roleEvent) {
    this.config = config;
    this.appliedVersions = appliedVersions;
    this.metrics = metrics;
    this.tracing = tracing;
    this.committedEvent = committedEvent;
    this.roleEvent = roleEvent;
    this.projector =
        new Projector(
            new DirectConnections(config.directUrl(), user, password),
            new HashMap<>(kafka),
            config,
            this);
  }

  /// Last of all: whoever observes commits is ready by then.
  void start(@Observes @Priority(10_000) StartupEvent event) {
    if (config.enabled()) {
      projector.start();
    }
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    if (config.enabled()) {
      projector.close();
    }
  }

  /// Makes the projector look at what was asked of it.
  void wakeup() {
    projector.wakeup();
  }

  @Override
  public void elected(long epoch) {
    metrics.role(true, epoch);
    roleEvent.fire(new ProjectorRole(true, epoch));
  }

  @Override
  public void resigned(long epoch) {
    metrics.role(false, epoch);
    roleEvent.fire(new ProjectorRole(false, epoch));
  }

  @Override
  public void alive(Map<String, Long> lag) {
    metrics.alive(lag);
  }

  @Override
  public void committed(Applied applied) {
    metrics.applied(applied);
    if (tracing.on()) {
      trace(applied);
    }
    appliedVersions.recheck();
    if (!applied.changes().isEmpty()) {
      committedEvent.fire(new Committed(applied.from(), applied.to(), applied.changes()));
    }
  }

  /// Ends the traces of what was applied with a span each, from the batch's begin to its commit.
  private void trace(Applied applied) {
    applied
        .accepted()
        .forEach(
            (source, events) ->
                events.stream()
                    .filter(event -> event.traceparent() != null)
                    .forEach(
                        event ->
                            tracing
                                .begin(
                                    "apply " + source.type(),
                                    SpanKind.CONSUMER,
                                    event.traceparent(),
                                    applied.begun())
                                .setAttribute("aggregate.id", event.subject())
                                .setAttribute("position", applied.to())
                                .end()));
  }

  @Override
  public void rebuild(String state, String reason) {
    metrics.rebuild(state);
  }
}
