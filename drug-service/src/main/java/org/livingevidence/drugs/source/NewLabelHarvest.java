package org.livingevidence.drugs.source;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.harvest.NewHarvest;

/// What makes a harvest of labels.
///
/// @param source where from: `openfda` or `dailymed`
/// @param name for people; the query's beginning when absent
/// @param query in the source's language; this or `setIds`
/// @param setIds set ids of labels
/// @param history whether all versions are fetched that DailyMed has, not the current alone
/// @param every how often it is to run by itself, as a duration of ISO 8601 (`P1D`); null for
///     never
@Schema(name = "NewHarvest")
public record NewLabelHarvest(
    @Nullable String source,
    @Nullable String name,
    @Nullable String query,
    @Nullable List<@Nullable String> setIds,
    @Nullable Boolean history,
    @Nullable String every) {
  /// The option of a source that has a history.
  public static final String HISTORY = "history";

  String from() {
    return source == null ? "" : source;
  }

  NewHarvest wanted() {
    List<String> ids =
        setIds == null ? List.of() : setIds.stream().map(NewLabelHarvest::id).toList();
    List<String> options = Boolean.TRUE.equals(history) ? List.of(HISTORY) : List.of();
    return new NewHarvest(name, query, ids, options, every);
  }

  private static String id(@Nullable String setId) {
    return setId == null ? "" : SetIds.plain(setId);
  }
}
