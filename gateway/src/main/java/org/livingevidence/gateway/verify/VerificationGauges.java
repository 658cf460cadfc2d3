package org.livingevidence.gateway.verify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/// What the last comparison that came to its end found, as metrics; not a number before the first
/// and without the store.
@Singleton
final class VerificationGauges implements MeterBinder {
  private static final String PREFIX = "living.evidence.verification.";

  private final VerificationStore store;

  VerificationGauges(VerificationStore store) {
    this.store = store;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(
            PREFIX + "drifts", this, gauges -> gauges.value(VerificationStore.Figures::drifts))
        .description("differences from the owners that the last comparison found")
        .register(registry);
    Gauge.builder(PREFIX + "age", this, gauges -> gauges.value(last -> age(last.endedAt())))
        .description("since the last comparison ended")
        .baseUnit("seconds")
        .register(registry);
  }

  private static double age(Instant ended) {
    return Math.max(0, Duration.between(ended, Instant.now()).toMillis() / 1e3);
  }

  private double value(ToDoubleFunction<VerificationStore.Figures> figure) {
    try {
      VerificationStore.Figures last = store.lastFinished();
      return last == null ? Double.NaN : figure.applyAsDouble(last);
    } catch (SQLException e) {
      return Double.NaN;
    }
  }
}
