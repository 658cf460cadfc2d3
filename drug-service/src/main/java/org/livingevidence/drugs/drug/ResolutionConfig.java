package org.livingevidence.drugs.drug;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the job that resolves names of conditions again.
@ConfigMapping(prefix = "living-evidence.resolution")
public interface ResolutionConfig {
  /// Most drugs of one transaction.
  @WithDefault("200")
  int drugs();

  /// The safety net: how long the job sleeps when nothing wakes it, and how often it looks whether
  /// the bulk lane has room again.
  @WithDefault("5s")
  Duration poll();

  /// The pause after a failure.
  @WithDefault("500ms")
  Duration retry();
}
