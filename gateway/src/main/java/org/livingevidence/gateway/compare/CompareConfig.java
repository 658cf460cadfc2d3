package org.livingevidence.gateway.compare;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Settings of comparisons.
@ConfigMapping(prefix = "living-evidence.compare")
public interface CompareConfig {
  /// How many drugs are set side by side at most.
  @WithDefault("6")
  int mostDrugs();
}
