package org.livingevidence.citations.harvest;

import com.fasterxml.jackson.annotation.JsonFormat;
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

/// A query or PMIDs whose records are fetched from PubMed, with each time that it was done.
///
/// @param owner who began it
/// @param query in PubMed's language, null where PMIDs are given
/// @param pmids the PMIDs, empty where a query is given
/// @param every how often it runs by itself, null when it does not
/// @param runs the newest first
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Harvest")
public record Harvest(
    UUID id,
    String name,
    String owner,
    @Nullable String query,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> pmids,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration every,
    Instant createdAt,
    List<Harvest.Run> runs) {
  /// Where it fetches from.
  static final String SOURCE = "NCBI E-utilities";

  public Harvest {
    pmids = List.copyOf(pmids);
    runs = List.copyOf(runs);
  }

  /// Where it fetches from, for people.
  @JsonProperty
  public String source() {
    return SOURCE;
  }

  /// One time that it was fetched.
  ///
  /// @param n counted from 1
  /// @param askedAt when it was asked for
  /// @param since only what was added or changed since that day; null for everything
  /// @param searchedAt when PubMed was searched, null before
  /// @param found how many records that found
  /// @param translation how PubMed understood the query
  /// @param warnings what PubMed left out of the query, in its words
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
    return new Harvest(id, name, owner, query, pmids, every, createdAt, its);
  }
}
