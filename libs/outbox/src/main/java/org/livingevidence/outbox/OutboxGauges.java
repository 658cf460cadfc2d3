package org.livingevidence.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What waits, as metrics: rows and age per lane, blocked aggregates. One look at the database
/// serves all gauges of a scrape; without the database they are not a number.
@Singleton
final class OutboxGauges implements MeterBinder {
  private static final long BELIEVED = Duration.ofSeconds(2).toNanos();

  private final StatusStore store;
  private StatusStore.@Nullable Counts counts;
  private long takenAt;

  OutboxGauges(StatusStore store) {
    this.store = store;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    lane(registry, "interactive", StatusStore.Counts::interactive);
    lane(registry, "bulk", StatusStore.Counts::bulk);
    Gauge.builder(
            RelayMetrics.PREFIX + "blocked",
            this,
            gauges -> gauges.value(StatusStore.Counts::blocked))
        .description("aggregates that cannot be published as they are")
        .register(registry);
    Gauge.builder(
            RelayMetrics.PREFIX + "epoch", this, gauges -> gauges.value(StatusStore.Counts::epoch))
        .description("the part of every version that a restored database raises")
        .register(registry);
    Gauge.builder(
            RelayMetrics.PREFIX + "restoring",
            this,
            gauges -> gauges.value(counts -> counts.restoring() ? 1 : 0))
        .description("1 while a restored database is being dealt with")
        .register(registry);
  }

  private void lane(
      MeterRegistry registry,
      String lane,
      java.util.function.Function<StatusStore.Counts, OutboxStatus.LaneState> state) {
    Gauge.builder(
            RelayMetrics.PREFIX + "backlog",
            this,
            gauges -> gauges.value(counts -> state.apply(counts).rows()))
        .description("changes that wait to be published")
        .tag("lane", lane)
        .register(registry);
    Gauge.builder(
            RelayMetrics.PREFIX + "oldest.age",
            this,
            gauges -> gauges.value(counts -> state.apply(counts).oldestSeconds()))
        .description("age of the oldest change that waits")
        .baseUnit("seconds")
        .tag("lane", lane)
        .register(registry);
  }

  private synchronized double value(ToDoubleFunction<StatusStore.Counts> figure) {
    try {
      if (counts == null || System.nanoTime() - takenAt > BELIEVED) {
        counts = store.counts();
        takenAt = System.nanoTime();
      }
      return figure.applyAsDouble(counts);
    } catch (OutboxException e) {
      counts = null;
      return Double.NaN;
    }
  }
}
