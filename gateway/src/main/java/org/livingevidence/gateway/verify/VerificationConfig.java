package org.livingevidence.gateway.verify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the comparison with the owners.
@ConfigMapping(prefix = "living-evidence.verification")
public interface VerificationConfig {
  /// How long a difference may take to go away by itself, because an event is on its way or links
  /// are being made, before it counts as drift.
  @WithDefault("PT60S")
  Duration patience();

  /// How often it is looked at again meanwhile.
  @WithDefault("PT1S")
  Duration again();

  /// How many aggregates are asked for at once; at most 1000.
  @WithDefault("500")
  int page();

  /// How many citations are linked again at once. The projector waits for so long.
  @WithDefault("500")
  int linked();

  /// How many drugs are placed again at once. The projector waits for so long.
  @WithDefault("500")
  int placed();

  /// How many differences are kept; the others are counted.
  @WithDefault("1000")
  int kept();
}
