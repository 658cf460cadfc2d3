package org.livingevidence.citations.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much a file of lines may ask of us, so that memory stays bounded however large the file.
@ConfigMapping(prefix = "living-evidence.text")
public interface TextLimits {
  /// How many bytes a line may have; the import fails at a longer one.
  @WithDefault("1000000")
  int lineLength();

  /// How many lines a record of several lines may have; a longer one is rejected, the others go on.
  @WithDefault("100000")
  int recordLines();

  /// How many rows a table may have whose rows belong together wherever they stand: they are kept
  /// until its end.
  @WithDefault("1000000")
  int tableRows();
}
