package org.livingevidence.connect;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Clients as the settings make them, whose rests take no time.
final class Clients {
  /// How long each rest would have been.
  final List<Duration> rests = new CopyOnWriteArrayList<>();

  final MeterRegistry metrics = new SimpleMeterRegistry();

  SourceClient with(Map<String, String> settings) {
    return new Connections(config(settings), metrics).client(Pace.of(1_000), this::rest);
  }

  private void rest(Duration duration) {
    if (duration.compareTo(Duration.ofMillis(2)) > 0) {
      rests.add(duration);
    }
  }

  static ConnectConfig config(Map<String, String> settings) {
    var builder =
        new SmallRyeConfigBuilder().withMapping(ConnectConfig.class).addDiscoveredConverters();
    builder.withDefaultValue("living-evidence.connect.beat", "PT0.02S");
    builder.withDefaultValue("living-evidence.connect.first-rest", "PT0.01S");
    settings.forEach(
        (name, value) -> builder.withDefaultValue("living-evidence.connect." + name, value));
    return builder.build().getConfigMapping(ConnectConfig.class);
  }
}
