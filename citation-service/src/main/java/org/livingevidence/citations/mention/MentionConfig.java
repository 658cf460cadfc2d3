package org.livingevidence.citations.mention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the mentions of conditions in titles and abstracts.
@ConfigMapping(prefix = "living-evidence.mentions")
interface MentionConfig {
  /// Whether this process takes part in resolving citations again when topics have changed.
  @WithDefault("true")
  boolean scan();

  /// How often to look whether topics have changed, and whether another process left off.
  @WithDefault("PT1S")
  Duration poll();

  /// How long topics must have rested before citations are resolved again, so that an import of
  /// topics causes one pass and not one for each of its chunks …
  @WithDefault("PT2S")
  Duration settle();

  /// … and after how long it happens although they do not rest.
  @WithDefault("PT1M")
  Duration patience();

  /// How many citations one step reads, in one transaction.
  @WithDefault("500")
  int step();

  /// The most mentions that a citation keeps: the first ones, title before abstract.
  @WithDefault("100")
  int most();

  /// Of how many topics that citations are indexed with the names are kept in memory, about half a
  /// kilobyte each. MeSH has about 30,000 descriptors, and 300,000 supplementary concepts.
  @WithDefault("60000")
  int keptTopics();
}
