package org.livingevidence.harvest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes a harvest, whatever the source: services have a form of their own for it.
///
/// @param name for people; the query's beginning when absent
/// @param query in the source's language; this or `ids`
/// @param ids as the source names its records
/// @param options words of the source for how it is to fetch
/// @param every how often it is to run by itself, as a duration of ISO 8601 (`P1D`); null for
///     never
public record NewHarvest(
    @Nullable String name,
    @Nullable String query,
    List<String> ids,
    List<String> options,
    @Nullable String every) {
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_QUERY = 20_000;
  private static final int MOST_IDS = 100_000;
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  public NewHarvest {
    name = name == null ? "" : name.strip();
    query = query == null || query.isBlank() ? null : query.strip();
    ids = List.copyOf(ids);
    options = List.copyOf(options);
  }

  /// Itself in order, with a name.
  ///
  /// @throws RuntimeException a 422 problem with all that is wrong
  NewHarvest checked(HarvestSource<?> source) {
    Faults faults = new Faults();
    String wanted = query == null ? "" : query;
    String called = name == null ? "" : name;
    faults.readable("query", wanted);
    faults.readable("name", called);
    if (wanted.isEmpty() == ids.isEmpty()) {
      faults.wrong("query", "is needed, or " + source.idsField() + ", and not both");
    }
    if (wanted.length() > LONGEST_QUERY) {
      faults.wrong("query", "must have at most " + LONGEST_QUERY + " characters");
    }
    if (ids.size() > MOST_IDS) {
      faults.wrong(source.idsField(), "must be at most " + MOST_IDS);
    }
    if (called.length() > LONGEST_NAME) {
      faults.wrong("name", "must have at most " + LONGEST_NAME + " characters");
    }
    source.check(this, faults);
    if (every != null) {
      Duration often = interval();
      if (often == null || often.compareTo(SHORTEST) < 0) {
        faults.wrong("every", "must be a duration of at least ten minutes, such as P1D");
      }
      if (wanted.isEmpty()) {
        faults.wrong("every", "is for queries");
      }
    }
    faults.refuseUnlessNone();
    if (called.isEmpty()) {
      called = wanted.isEmpty() ? source.counted(ids.size()) : cut(wanted);
    }
    return new NewHarvest(called, query, ids.stream().distinct().toList(), options, every);
  }

  private static String cut(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  /// How often it runs by itself; null for never, or when that cannot be read.
  @Nullable Duration interval() {
    try {
      return every == null ? null : Duration.parse(every);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
