package org.livingevidence.outbox;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.livingevidence.faults.World;

/// How the relays of the fault test are set: small batches, so that a batch boundary is often met.
record RelaySettings(
    OutboxConfig config, DirectConnections connections, Map<String, Object> kafka) {
  static RelaySettings of(World world) {
    Map<String, String> settings =
        Map.of(
            "quarkus.application.name", world.prefix(),
            "quarkus.datasource.jdbc.url", world.owner().jdbcUrl(),
            "quarkus.datasource.username", world.owner().user(),
            "quarkus.datasource.password", world.owner().password(),
            "living-evidence.outbox.interactive-rows", "3",
            "living-evidence.outbox.bulk-rows", "2",
            "living-evidence.outbox.lag-limit", "0",
            // No limit on time may decide a schedule, however slow the machine.
            "living-evidence.outbox.session-timeout", "10m",
            "living-evidence.outbox.kafka-timeout", "2m");
    OutboxConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(OutboxConfig.class)
            .withDefaultValues(settings)
            .build()
            .getConfigMapping(OutboxConfig.class);
    return new RelaySettings(
        config,
        new DirectConnections(
            world.owner().jdbcUrl(),
            world.owner().user(),
            world.owner().password(),
            Duration.ofMinutes(10)),
        Map.of("bootstrap.servers", world.bootstrapServers()));
  }
}
