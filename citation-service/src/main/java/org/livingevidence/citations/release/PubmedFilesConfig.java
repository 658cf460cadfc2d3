package org.livingevidence.citations.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Settings of the files of PubMed's releases. How servers are reached is set under
/// `living-evidence.connect`.
@ConfigMapping(prefix = "living-evidence.pubmed-files")
interface PubmedFilesConfig {
  /// Where the folders `baseline` and `updatefiles` are, or the files themselves: the address of a
  /// server that lists them, or a folder of this machine (`/data/pubmed`, `file:///data/pubmed`).
  @WithDefault("https://ftp.ncbi.nlm.nih.gov/pubmed/")
  String base();

  /// How often it is looked there for something new; never by itself when absent.
  Optional<Duration> poll();

  /// The number of the first file to apply where none was applied yet: 1 is the baseline whole.
  /// With a higher one, what the files before it hold is not here.
  @WithDefault("1")
  int first();

  /// How many requests a second.
  @WithDefault("5")
  double requestsPerSecond();

  /// Where a file lies until it is spooled; the machine's temporary folder when absent.
  Optional<Path> folder();

  /// Whether this process takes part.
  @WithDefault("true")
  boolean enabled();

  /// How often a process looks whether there is something to do.
  @WithDefault("PT2S")
  Duration look();

  /// How often it looks whether the import of a file has ended.
  @WithDefault("PT0.5S")
  Duration watch();

  /// After how long without a sign of life of the process at work another one may take over, by the
  /// database's clock.
  @WithDefault("PT1M")
  Duration lease();
}
