package org.livingevidence.gateway.compare;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Settings of comparisons.
@ConfigMapping(prefix = "living-evidence.compare")
public interface CompareConfig {
  /// How many drugs are set side by side at most.
  @WithDefault("6")
  int mostDrugs();

  /// How many rows of tables that state rates are told of a section at most; the others are
  /// counted.
  @WithDefault("30")
  int mostRows();

  /// How many sentences that state a rate, or a dose, are told of a section at most; the others are
  /// counted.
  @WithDefault("12")
  int mostSentences();
}
