package org.livingevidence.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import javax.sql.DataSource;

/// Makes the plain objects of this package available for injection.
@Singleton
final class OutboxBeans {
  @Produces
  @Singleton
  Backlog backlog(DataSource dataSource, OutboxConfig config) {
    return new Backlog(
        dataSource,
        Map.of(Lane.INTERACTIVE, config.interactiveBacklog(), Lane.BULK, config.bulkBacklog()),
        config.backlogInterval());
  }

  @Produces
  @Singleton
  RelayMetrics relayMetrics(MeterRegistry registry, Tracing tracing) {
    return new RelayMetrics(registry, tracing);
  }

  @Produces
  @Singleton
  CommitSignal commitSignal() {
    return new CommitSignal();
  }
}
