package org.livingevidence.citations.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A search that somebody keeps, with what it found each time it was run.
@Schema(name = "Strategy")
public record Strategy(
    UUID id, String name, String query, Instant createdAt, List<Strategy.Run> runs) {
  public Strategy {
    runs = List.copyOf(runs);
  }

  /// One run, newest first in a strategy's list.
  ///
  /// @param n counted from 1
  /// @param total how many citations it found
  /// @param added how many of them were first seen since the run before; in the first run all
  /// @param since the number of the last citation that the run before could see
  /// @param seen the number of the last citation that this run could see
  /// @param translation how the query was understood that time
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "StrategyRun")
  public record Run(
      int n,
      Instant at,
      long total,
      @JsonProperty("new") long added,
      @JsonIgnore long since,
      @JsonIgnore long seen,
      String translation) {}
}
