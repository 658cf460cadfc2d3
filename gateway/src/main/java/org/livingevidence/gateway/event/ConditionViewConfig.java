package org.livingevidence.gateway.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the summary events.
@ConfigMapping(prefix = "living-evidence.condition-views")
interface ConditionViewConfig {
  /// How much time lies at least between two events of one condition. Its first change goes out at
  /// once.
  @WithDefault("PT1S")
  Duration interval();

  /// How many conditions are appended in one transaction at most.
  @WithDefault("200")
  int batch();

  /// From how many conditions on a transaction is a bulk, which interactive ones do not wait
  /// behind.
  @WithDefault("50")
  int bulkFrom();

  /// How many of the best ranked publications a summary names.
  @WithDefault("10")
  int top();

  /// How many alerts a summary holds at most.
  @WithDefault("20")
  int alerts();
}
