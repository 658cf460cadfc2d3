package org.livingevidence.connect;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// For how long each source has not been confirmed, as a metric; not a number for a source that is
/// not looked at by itself, and while the database is away.
@Singleton
final class SourceGauges implements MeterBinder {
  private static final Logger LOG = Logger.getLogger(SourceGauges.class);

  private final List<ConfirmedSource> sources;

  SourceGauges(@All List<ConfirmedSource> sources) {
    this.sources = sources;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (ConfirmedSource source : sources) {
      Gauge.builder("living.evidence.source.silence", source, SourceGauges::silence)
          .description("since it was last found that all the source says has been taken")
          .baseUnit("seconds")
          .tag("source", source.name())
          .register(registry);
    }
  }

  private static double silence(ConfirmedSource source) {
    try {
      Instant confirmed = source.confirmedAt();
      return confirmed == null
          ? Double.NaN
          : Math.max(0, Duration.between(confirmed, Instant.now()).toMillis() / 1e3);
    } catch (SQLException e) {
      LOG.debugf(e, "the silence of %s could not be read", source.name());
      return Double.NaN;
    }
  }
}
