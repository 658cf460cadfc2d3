package org.livingevidence.drugs.source.dailymed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Period;

/// Settings of DailyMed. How it is reached is set under `living-evidence.connect`. It wants no key.
@ConfigMapping(prefix = "living-evidence.dailymed")
interface DailyMedConfig {
  /// Where it is: its web services are below `services/v2`, earlier versions at `getFile.cfm`.
  @WithDefault("https://dailymed.nlm.nih.gov/dailymed")
  URI base();

  /// How many requests a second, over all harvests of this process. DailyMed publishes no limit;
  /// several replicas of this service share one address.
  @WithDefault("2")
  double requestsPerSecond();

  /// How many labels or versions a page of a list has; DailyMed allows 100.
  @WithDefault("100")
  int page();

  /// How many labels are fetched, one after the other, before they are applied.
  @WithDefault("10")
  int batch();

  /// The most versions of labels that one run of a harvest fetches. What finds more is better
  /// served by DailyMed's release files.
  @WithDefault("20000")
  int most();

  /// How long before the last run a further one begins to look for what was published: DailyMed's
  /// dates are days of another time zone.
  @WithDefault("P2D")
  Period overlap();
}
