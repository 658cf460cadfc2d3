package org.livingevidence.citations.intake.csl;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.intake.PrintedDates;
import org.livingevidence.citations.intake.PrintedParts;
import org.livingevidence.citations.intake.SourceDates;

/// A date: `date-parts` of numbers or of text, `raw` or `literal`.
final class CslDate {
  private CslDate() {}

  /// @return whether it says when
  static boolean read(JsonNode date, CitationDraft draft) {
    SourceDates parts = parts(date);
    if (parts == null || parts.printed() == null) {
      return false;
    }
    PrintedParts.published(parts, draft);
    return true;
  }

  /// @return such as `2010-02-06`, null when there is no year
  static @Nullable String printed(JsonNode date) {
    SourceDates parts = parts(date);
    return parts == null || parts.firstYear() == null ? null : parts.printed();
  }

  private static @Nullable SourceDates parts(JsonNode date) {
    for (String words : new String[] {"literal", "raw"}) {
      if (date.path(words).isTextual() && !date.path(words).textValue().isBlank()) {
        return PrintedDates.parse(date.path(words).textValue());
      }
    }
    JsonNode first = date.path("date-parts").path(0);
    String year = first.path(0).asText("").strip();
    if (year.isEmpty()) {
      return null;
    }
    return new SourceDates(
        year, part(first.path(1)), part(first.path(2)), part(date.path("season")), null);
  }

  private static @Nullable String part(JsonNode part) {
    String text = part.isValueNode() && !part.isNull() ? part.asText().strip() : "";
    return text.isEmpty() ? null : text;
  }
}
