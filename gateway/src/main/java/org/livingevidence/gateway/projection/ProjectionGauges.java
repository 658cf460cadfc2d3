package org.livingevidence.gateway.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Source;

/// What the store knows of the projection, as metrics of every gateway: what was set aside, what is
/// being rebuilt, since when a source is silent. One look serves all gauges of a scrape; without
/// the store they are not a number.
@Singleton
final class ProjectionGauges implements MeterBinder {
  private static final Logger LOG = Logger.getLogger(ProjectionGauges.class);
  private static final long BELIEVED = Duration.ofSeconds(2).toNanos();

  private final StatusStore store;
  private final ProjectionConfig config;
  private @Nullable ProjectionStatus status;
  private long takenAt;

  ProjectionGauges(StatusStore store, ProjectionConfig config) {
    this.store = store;
    this.config = config;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "parked",
        "records set aside that nobody has settled",
        status -> status.deadLetters().getOrDefault("parked", 0L));
    gauge(registry, "conflicts", "versions seen with two contents", ProjectionStatus::conflicts);
    gauge(
        registry,
        "relinking",
        "topics whose links are still to be made",
        ProjectionStatus::relinking);
    for (String state : List.of("requested", "running", "waiting")) {
      Gauge.builder(
              ProjectionMetrics.PREFIX + "rebuilding",
              this,
              gauges -> gauges.value(status -> rebuilds(status, state)))
          .description("rebuilds that have not ended")
          .tag("state", state)
          .register(registry);
    }
    for (Source source : Source.values()) {
      String topic = source.kafkaTopic(config.topicPrefix());
      Gauge.builder(
              ProjectionMetrics.PREFIX + "silence",
              this,
              gauges -> gauges.value(status -> silence(status, topic)))
          .description("since the broker's time of the newest event applied")
          .baseUnit("seconds")
          .tag("topic", topic)
          .register(registry);
    }
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<ProjectionStatus> figure) {
    Gauge.builder(ProjectionMetrics.PREFIX + name, this, gauges -> gauges.value(figure))
        .description(description)
        .register(registry);
  }

  private static double rebuilds(ProjectionStatus status, String state) {
    return status.rebuilds().stream().filter(one -> one.state().equals(state)).count();
  }

  private static double silence(ProjectionStatus status, String topic) {
    return status.offsets().stream()
        .filter(offset -> offset.topic().equals(topic))
        .map(ProjectionStatus.Offset::lastBrokerTime)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .map(newest -> Math.max(0, Duration.between(newest, Instant.now()).toMillis() / 1e3))
        .orElse(Double.NaN);
  }

  private synchronized double value(ToDoubleFunction<ProjectionStatus> figure) {
    try {
      ProjectionStatus known = status;
      if (known == null || System.nanoTime() - takenAt > BELIEVED) {
        known = store.status();
        status = known;
        takenAt = System.nanoTime();
      }
      return figure.applyAsDouble(known);
    } catch (SQLException e) {
      LOG.debug("the projection's figures could not be read", e);
      status = null;
      return Double.NaN;
    }
  }
}
