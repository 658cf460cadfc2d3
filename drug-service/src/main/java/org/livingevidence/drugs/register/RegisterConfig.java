package org.livingevidence.drugs.register;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much a file of a register may ask of us. What an archive may unpack to is bounded as that
/// of labels is.
@ConfigMapping(prefix = "living-evidence.registers")
public interface RegisterConfig {
  /// How many rows one table or list may have; a file is held while it is read.
  @WithDefault("2000000")
  int rows();

  /// How many characters one row may have.
  @WithDefault("100000")
  int rowLength();
}
