package org.livingevidence.drugs.source;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.harvest.Harvest;

/// A query or set ids whose labels are fetched, with each time that it was done.
///
/// @param source where from: `openfda` or `dailymed`
/// @param owner who began it
/// @param query in the source's language, null where set ids are given
/// @param setIds the set ids, empty where a query is given
/// @param history true where all versions are fetched, else null
/// @param every how often it runs by itself, null when it does not
/// @param runs the newest first
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Harvest")
public record LabelHarvest(
    String id,
    String source,
    String name,
    String owner,
    @Nullable String query,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> setIds,
    @Nullable Boolean history,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration every,
    Instant createdAt,
    List<Harvest.Run> runs) {
  static LabelHarvest of(String id, Harvest harvest) {
    return new LabelHarvest(
        id,
        harvest.source(),
        harvest.name(),
        harvest.owner(),
        harvest.query(),
        harvest.ids(),
        harvest.options().contains(NewLabelHarvest.HISTORY) ? true : null,
        harvest.every(),
        harvest.createdAt(),
        harvest.runs());
  }
}
