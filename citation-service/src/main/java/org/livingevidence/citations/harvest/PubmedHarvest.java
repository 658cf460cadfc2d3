package org.livingevidence.citations.harvest;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.harvest.Harvest;

/// A query or PMIDs whose records are fetched from PubMed, with each time that it was done.
///
/// @param owner who began it
/// @param query in PubMed's language, null where PMIDs are given
/// @param pmids the PMIDs, empty where a query is given
/// @param every how often it runs by itself, null when it does not
/// @param runs the newest first
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Harvest")
public record PubmedHarvest(
    String id,
    String name,
    String owner,
    @Nullable String query,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> pmids,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration every,
    Instant createdAt,
    List<Harvest.Run> runs) {
  static PubmedHarvest of(String id, Harvest harvest) {
    return new PubmedHarvest(
        id,
        harvest.name(),
        harvest.owner(),
        harvest.query(),
        harvest.ids().stream().map(Long::valueOf).toList(),
        harvest.every(),
        harvest.createdAt(),
        harvest.runs());
  }

  /// Where it fetches from, for people.
  @JsonProperty
  public String source() {
    return PubmedSource.NAME;
  }
}
