package org.livingevidence.harvest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.imports.Imports;

/// A query or ids whose records are fetched from a source, with each time that it was done.
/// Services have a form of their own in which they answer it.
///
/// @param source the [word][HarvestSource#word] of the source
/// @param owner who began it
/// @param query in the source's language, null where ids are given
/// @param ids as the source names its records, empty where a query is given
/// @param options words of the source for how it is to fetch
/// @param every how often it runs by itself, null when it does not
/// @param runs the newest first
public record Harvest(
    UUID id,
    String source,
    String name,
    String owner,
    @Nullable String query,
    List<String> ids,
    List<String> options,
    @Nullable Duration every,
    Instant createdAt,
    List<Harvest.Run> runs) {
  public Harvest {
    ids = List.copyOf(ids);
    options = List.copyOf(options);
    runs = List.copyOf(runs);
  }

  /// One time that it was fetched.
  ///
  /// @param n counted from 1
  /// @param askedAt when it was asked for
  /// @param since only what was added or changed since that day; null for everything
  /// @param searchedAt when the source was searched, null before
  /// @param found how many records that found
  /// @param translation how the source understood the query
  /// @param warnings what the source left out, in its words
  /// @param importId the import that applies it, whose outcomes say what became of each record
  /// @param ended how that ended, as far as is noted
  /// @param progress the import as it stands; null when it is no longer kept
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "HarvestRun")
  public record Run(
      int n,
      Instant askedAt,
      @Nullable LocalDate since,
      @Nullable Instant searchedAt,
      @Nullable Long found,
      @Nullable String translation,
      @Nullable String warnings,
      @Nullable String importId,
      @JsonIgnore @Nullable String ended,
      @JsonProperty("import") Imports.@Nullable Progress progress) {
    Run with(Imports.@Nullable Progress its) {
      String how = its != null && its.ended() ? its.state() : ended;
      return new Run(
          n, askedAt, since, searchedAt, found, translation, warnings, importId, how, its);
    }

    /// Whether every record that it found was fetched and has an outcome.
    boolean finished() {
      return "finished".equals(ended);
    }
  }

  Harvest with(List<Run> its) {
    return new Harvest(id, source, name, owner, query, ids, options, every, createdAt, its);
  }
}
