package org.livingevidence.citations.reading;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What there is to read on a topic.
@ConfigMapping(prefix = "living-evidence.reading")
public interface ReadingConfig {
  /// How many publications stand first, as a topic's top publications.
  @WithDefault("9")
  int top();

  /// How many citations one transaction of the filling takes; they are locked meanwhile.
  @WithDefault("200")
  int fillChunk();

  /// How long the filling rests after the database failed it.
  @WithDefault("5s")
  Duration rest();
}
