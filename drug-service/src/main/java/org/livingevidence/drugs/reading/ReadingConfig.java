package org.livingevidence.drugs.reading;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/// Settings of reading statements from labels.
@ConfigMapping(prefix = "living-evidence.readings")
public interface ReadingConfig {
  /// Whether this process reads labels. Several may: each label is read by one of them.
  @WithDefault("true")
  boolean enabled();

  /// How sure a rule must be, 0 to 1, for a drug to state what it read before a person has looked;
  /// less is only proposed. The default lets sentences through that say
  /// "indicated", and no list item, no package leaflet and no restriction.
  @WithDefault("0.92")
  BigDecimal leastConfidence();

  /// Whether a label of an approved product brings the drug that it is of where nobody has entered
  /// that drug.
  @WithDefault("true")
  boolean introduceDrugs();

  /// How many labels one transaction reads.
  @WithDefault("20")
  int labels();

  /// How many drugs one transaction makes follow what was read in their labels.
  @WithDefault("20")
  int drugs();

  /// While labels wait to be read: after how many transactions over labels there is one over drugs.
  @WithDefault("10")
  int drugsEvery();

  /// How often it looks for labels to be read when nothing woke it.
  @WithDefault("10s")
  Duration poll();

  /// How long it waits before it goes on after a failure.
  @WithDefault("5s")
  Duration retry();

  /// How old the names may be that labels are read with while many are to be read. A name that came
  /// meanwhile is found when it looks for changed names next.
  @WithDefault("2s")
  Duration namesAge();

  /// How often it looks whether names of conditions or drugs have changed; then every label is
  /// looked at again, and read where they make a difference to it.
  @WithDefault("30s")
  Duration names();
}
