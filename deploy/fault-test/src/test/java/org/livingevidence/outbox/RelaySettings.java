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
            "living-evidence.outbox.lag-limit", "0");
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
            Duration.ofSeconds(10)),
        Map.of("bootstrap.servers", world.bootstrapServers()));
  }
}
