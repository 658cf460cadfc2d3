package org.livingevidence.citations.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of searching.
@ConfigMapping(prefix = "living-evidence.search")
interface SearchConfig {
  /// The longest query, in characters.
  @WithDefault("20000")
  int longestQuery();

  /// The most terms of a query.
  @WithDefault("1000")
  int mostTerms();

  /// How deep parentheses may nest.
  @WithDefault("50")
  int deepest();

  /// The fewest letters that may stand before a `*`.
  @WithDefault("4")
  int shortestStem();

  /// The most topics that one heading with its narrower ones may be.
  @WithDefault("20000")
  int mostTopics();

  /// How many values of a facet are told; years are all told.
  @WithDefault("20")
  int facetValues();

  /// How many results are looked at for the headings of a facet; a search with more says so.
  @WithDefault("100000")
  int headingRows();

  /// How long one search may take.
  @WithDefault("30s")
  Duration patience();

  /// How many citations one transaction of the filling takes; they are locked meanwhile.
  @WithDefault("200")
  int fillChunk();

  /// How long the filling rests after the database failed it.
  @WithDefault("5s")
  Duration rest();

  /// The most strategies of one person.
  @WithDefault("1000")
  int mostStrategies();
}
