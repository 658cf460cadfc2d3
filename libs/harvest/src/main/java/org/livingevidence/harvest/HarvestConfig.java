package org.livingevidence.harvest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Settings of harvests, whatever they fetch from.
@ConfigMapping(prefix = "living-evidence.harvests")
interface HarvestConfig {
  /// How the ids of this service's harvests begin, by which the gateway tells their owner;
  /// nothing when absent.
  Optional<String> idPrefix();

  /// Whether this process starts the harvests that run by themselves when they are due.
  @WithDefault("true")
  boolean schedule();

  /// How often it looks which are due.
  @WithDefault("PT1M")
  Duration poll();
}
