package org.livingevidence.citations.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.FieldRules;

/// What makes a harvest.
///
/// @param name for people; the query's beginning when absent
/// @param query in PubMed's language; this or `pmids`
/// @param pmids PMIDs
/// @param every how often it is to run by itself, as a duration of ISO 8601 (`P1D`); null for
///     never
@Schema(name = "NewHarvest")
public record NewHarvest(
    @Nullable String name,
    @Nullable String query,
    @Nullable List<String> pmids,
    @Nullable String every) {
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_QUERY = 20_000;
  private static final int MOST_PMIDS = 100_000;
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  /// Itself in order.
  ///
  /// @throws RuntimeException a 422 problem with all that is wrong
  NewHarvest checked() {
    FieldRules rules = new FieldRules();
    rules.readable(json(), "");
    String wanted = query == null ? "" : query.strip();
    List<String> ids = pmids == null ? List.of() : pmids;
    if (wanted.isEmpty() == ids.isEmpty()) {
      rules.wrong("query", "is needed, or pmids, and not both");
    }
    if (wanted.length() > LONGEST_QUERY) {
      rules.wrong("query", "must have at most " + LONGEST_QUERY + " characters");
    }
    if (ids.size() > MOST_PMIDS) {
      rules.wrong("pmids", "must be at most " + MOST_PMIDS);
    }
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == null || !ids.get(i).matches("[1-9][0-9]{0,7}")) {
        rules.wrong("pmids[" + i + "]", "must be a PMID: up to eight digits");
      }
    }
    String called = name == null ? "" : name.strip();
    if (called.length() > LONGEST_NAME) {
      rules.wrong("name", "must have at most " + LONGEST_NAME + " characters");
    }
    if (every != null) {
      Duration often = interval();
      if (often == null || often.compareTo(SHORTEST) < 0) {
        rules.wrong("every", "must be a duration of at least ten minutes, such as P1D");
      }
      if (wanted.isEmpty()) {
        rules.wrong("every", "is for queries");
      }
    }
    rules.refuseUnlessPassed("harvest");
    if (called.isEmpty()) {
      called = wanted.isEmpty() ? ids.size() + " PMIDs" : cut(wanted);
    }
    return new NewHarvest(called, wanted.isEmpty() ? null : wanted, ids, every);
  }

  private static String cut(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  /// The PMIDs, each once, in their order.
  List<Long> numbers() {
    Set<Long> numbers = new LinkedHashSet<>();
    if (pmids != null) {
      pmids.forEach(pmid -> numbers.add(Long.valueOf(pmid)));
    }
    return List.copyOf(numbers);
  }

  /// How often it runs by itself; null for never, or when that cannot be read.
  @Nullable Duration interval() {
    try {
      return every == null ? null : Duration.parse(every);
    } catch (DateTimeException e) {
      return null;
    }
  }

  JsonNode json() {
    return StateJson.tree(this);
  }
}
