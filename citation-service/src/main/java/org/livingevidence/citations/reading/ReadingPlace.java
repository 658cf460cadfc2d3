package org.livingevidence.citations.reading;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;

/// A place in the order of a topic's list, after which a page begins.
///
/// @param number what the entry at this place is numbered among those behind the top ones
record ReadingPlace(boolean withdrawn, long score, int year, int number, String citationId) {
  private static final int PARTS = 5;

  /// Before all entries.
  static final ReadingPlace BEGIN = new ReadingPlace(false, Long.MAX_VALUE, 0, 0, "");

  /// @return the text that the next request brings back
  String cursor() {
    String text = withdrawn + "|" + score + "|" + year + "|" + number + "|" + citationId;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// @return the place that a cursor stands for; the begin for none
  static ReadingPlace of(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return BEGIN;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split("\\|", PARTS);
      if (parts.length == PARTS && text.indexOf('\0') < 0) {
        return new ReadingPlace(
            Boolean.parseBoolean(parts[0]),
            Long.parseLong(parts[1]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]),
            parts[4]);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Problems.invalid("cursor", "is none that this list gave out");
  }
}
