package org.livingevidence.citations.contribution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How citations of before get the keys by which duplicates are found.
@ConfigMapping(prefix = "living-evidence.duplicates")
public interface DuplicateConfig {
  /// How many citations one transaction of the filling takes; they are locked meanwhile.
  @WithDefault("200")
  int fillChunk();

  /// How long the filling rests after the database failed it.
  @WithDefault("5s")
  Duration rest();
}
