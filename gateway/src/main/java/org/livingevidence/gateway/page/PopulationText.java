package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whom an indication is for, in words; nothing when nothing is stated, which is not everybody.
final class PopulationText {
  private static final Map<String, String> UNITS =
      Map.of("a", "years", "mo", "months", "wk", "weeks", "d", "days", "kg", "kg", "g", "g");

  private PopulationText() {}

  /// @param population of an indication, or a missing node
  static String of(JsonNode population) {
    List<String> parts = new ArrayList<>();
    String text = population.path("text").asText("");
    // The words of the source say a bound better where they say it themselves.
    if (!says(text, population, "ageMin", "ageMax")) {
      range(parts, population.path("ageMin"), population.path("ageMax"), " and older");
    }
    if (!says(text, population, "weightMin", "weightMax")) {
      range(parts, population.path("weightMin"), population.path("weightMax"), " and more");
    }
    for (String field : List.of("severity", "priorTherapy", "biomarker", "text")) {
      if (population.has(field)) {
        parts.add(population.path(field).asText());
      }
    }
    return String.join("; ", parts);
  }

  private static boolean says(String text, JsonNode population, String... bounds) {
    boolean all = true;
    for (String bound : bounds) {
      all &= !population.has(bound) || text.contains(quantity(population.path(bound)));
    }
    return all;
  }

  private static void range(List<String> parts, JsonNode least, JsonNode most, String above) {
    if (!least.isMissingNode() && !most.isMissingNode()) {
      boolean same = least.path("unit").equals(most.path("unit"));
      parts.add((same ? number(least) : quantity(least)) + " to " + quantity(most));
    } else if (!least.isMissingNode()) {
      parts.add(quantity(least) + above);
    } else if (!most.isMissingNode()) {
      parts.add("up to " + quantity(most));
    }
  }

  private static String quantity(JsonNode quantity) {
    String unit = quantity.path("unit").asText();
    return number(quantity) + " " + UNITS.getOrDefault(unit, unit);
  }

  private static String number(JsonNode quantity) {
    double value = quantity.path("value").asDouble();
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
