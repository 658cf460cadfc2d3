package org.livingevidence.drugs.source.dailymed;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A query of DailyMed's list of labels: `drug_name=anakinra&labeler=…`, or a drug's name alone.
final class Filters {
  private static final Set<String> KNOWN =
      Set.of(
          "application_number",
          "boxed_warning",
          "dea_schedule_code",
          "doctype",
          "drug_class_code",
          "drug_class_coding_system",
          "drug_name",
          "name_type",
          "labeler",
          "manufacturer",
          "marketing_category_code",
          "ndc",
          "rxcui",
          "setid",
          "unii_code");

  private static final String PUBLISHED = "published_date";

  private final Map<String, String> fields = new LinkedHashMap<>();
  private @Nullable String fault;

  private Filters() {}

  static Filters of(String query) {
    Filters filters = new Filters();
    for (String part : query.contains("=") ? query.split("&") : new String[] {query}) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip();
      String value = part.substring(equals + 1).strip();
      if (!query.contains("=")) {
        name = "drug_name";
      }
      if (!KNOWN.contains(name)) {
        filters.fault =
            "must be a drug's name, or filters of DailyMed's list joined by &: "
                + String.join(", ", KNOWN.stream().sorted().toList());
      } else if (value.isEmpty()) {
        filters.fault = "must have a value for " + name;
      } else if (filters.fields.put(name, value) != null) {
        filters.fault = "must name " + name + " once";
      }
    }
    return filters;
  }

  /// What is wrong with the query, null when nothing is.
  @Nullable String fault() {
    return fault;
  }

  /// @param since only what was published from that day on; null for everything
  Map<String, String> fields(@Nullable LocalDate since) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    if (since != null) {
      all.put(PUBLISHED, since.toString());
      all.put(PUBLISHED + "_comparison", "gte");
    }
    return all;
  }
}
