package org.livingevidence.outbox;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Runs the relay in a service that owns aggregates.
@Singleton
final class RelayProcess {
  private final OutboxConfig config;
  private final DataSource dataSource;
  private final Map<String, Object> kafka;
  private final List<AggregateSource> sources;
  private final RelayMetrics metrics;
  private final CommitSignal signal;
  private @Nullable Relay relay;
  private @Nullable CommitNotice notice;

  RelayProcess(
      OutboxConfig config,
      DataSource dataSource,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @All List<AggregateSource> sources,
      RelayMetrics metrics,
      CommitSignal signal) {
    this.config = config;
    this.dataSource = dataSource;
    this.kafka = kafka;
    this.sources = sources;
    this.metrics = metrics;
    this.signal = signal;
  }

  void start(@Observes StartupEvent event) {
    if (sources.isEmpty()) {
      return;
    }
    metrics.types(sources.stream().map(AggregateSource::type).toList());
    CommitNotice others = new CommitNotice(dataSource);
    notice = others;
    others.start();
    if (!config.relay()) {
      signal.listen(others::give);
      return;
    }
    EventSchemas schemas =
        config.validate()
            ? EventSchemas.load(sources.stream().map(AggregateSource::type).toList())
            : EventSchemas.none();
    Relay here =
        new Relay(
            config,
            new DirectConnections(
                config.directUrl(),
                config.username(),
                config.password().orElse(null),
                config.databaseTimeout()),
            Map.copyOf(kafka),
            sources,
            schemas,
            metrics);
    relay = here;
    signal.listen(
        () -> {
          here.signal();
          if (!here.leading()) {
            others.give();
          }
        });
    here.start();
  }

  void stop(@Observes ShutdownEvent event) {
    if (relay != null) {
      relay.close();
    }
    if (notice != null) {
      notice.close();
    }
  }
}
