package org.livingevidence.citations.harvest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Period;
import java.util.Optional;
import java.util.OptionalDouble;

/// Settings of NCBI's E-utilities. How they are reached is set under `living-evidence.connect`.
@ConfigMapping(prefix = "living-evidence.eutils")
interface EutilsConfig {
  /// Where they are, without the name of a utility.
  @WithDefault("https://eutils.ncbi.nlm.nih.gov/entrez/eutils")
  URI base();

  /// What NCBI is told is asking.
  @WithDefault("living-evidence")
  String tool();

  /// Whom NCBI may write to before it blocks; it asks everybody to name one.
  Optional<String> email();

  /// A key of an NCBI account. It is posted, never part of an address, and never logged.
  Optional<String> apiKey();

  /// How many requests a second, over all harvests of this process; absent: 3, or 10 with a key, as
  /// NCBI allows. Several replicas of this service share one allowance: divide it.
  OptionalDouble requestsPerSecond();

  /// How many records are fetched by one request.
  @WithDefault("200")
  int batch();

  /// The most records that one run of a harvest fetches. What finds more is better served by the
  /// files of PubMed.
  @WithDefault("500000")
  int most();

  /// How many days before the last run a further one begins to look for what is new: PubMed's dates
  /// are days of another time zone, and its index lags.
  @WithDefault("P2D")
  Period overlap();
}
