package org.livingevidence.drugs.source.openfda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Period;
import java.util.Optional;

/// Settings of openFDA's API. How it is reached is set under `living-evidence.connect`.
@ConfigMapping(prefix = "living-evidence.openfda")
interface OpenFdaConfig {
  /// Where it is, without the name of an endpoint.
  @WithDefault("https://api.fda.gov")
  URI base();

  /// A key. It is sent as basic authentication, never part of an address, and never logged. Without
  /// one openFDA answers 1,000 requests a day to an address, with one 120,000.
  Optional<String> apiKey();

  /// How many requests a second, over all harvests of this process. openFDA allows 240 a minute,
  /// with a key or without; several replicas of this service share that.
  @WithDefault("4")
  double requestsPerSecond();

  /// How many labels a page of a search has, of which only the set ids are read; openFDA allows
  /// 1,000.
  @WithDefault("200")
  int page();

  /// How many labels are fetched by one request. Their set ids stand in its address.
  @WithDefault("25")
  int batch();

  /// The most labels that one run of a harvest fetches. What finds more is better served by
  /// openFDA's bulk files.
  @WithDefault("50000")
  int most();

  /// How long before the last run a further one begins to look for what is new. A label's
  /// `effective_time` is the manufacturer's day: it reaches openFDA weeks after.
  @WithDefault("P90D")
  Period overlap();
}
