package org.livingevidence.citations.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;

/// Lists are read a page at a time, in the order of ids; a cursor says after which.
public final class Paging {
  /// The most items of one page.
  public static final int LONGEST = 200;

  private Paging() {}

  /// One page: the items, how many there are in all, and the cursor of the next page.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<JsonNode> items, long total, @Nullable String next) {}

  /// @return the id that a cursor stands for; the empty text, before all ids, for none
  public static String after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
          .replace("\0", "");
    } catch (IllegalArgumentException e) {
      throw Problems.invalid("cursor", "is none that this list gave out");
    }
  }

  /// @return the cursor of the page after this id
  public static String cursor(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  /// @return an id as a segment of a path; a colon (`MONDO:0011776`) stands as itself
  public static String segment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }

  /// @return the limit, when a page may be that long
  public static int limit(int limit) {
    if (limit < 1 || limit > LONGEST) {
      throw Problems.invalid("limit", "must be from 1 to " + LONGEST);
    }
    return limit;
  }
}
