package org.livingevidence.citations.search;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The day a citation counts as published, as PubMed completes dates: without a month it is
/// January, without a day the first; of several months the first; winter is January, spring April,
/// summer July and fall October.
final class PublicationDate {
  private static final Pattern ISO =
      Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?(?!\\d).*");
  private static final Pattern DAY = Pattern.compile("\\b(\\d{1,2})\\b");
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12),
          Map.entry("win", 1),
          Map.entry("spr", 4),
          Map.entry("sum", 7),
          Map.entry("fal", 10),
          Map.entry("aut", 10));

  private PublicationDate() {}

  /// @param published the date as the source prints it
  /// @param year of publication, 0 when unknown
  /// @return yyyymmdd; 0 when there is no year
  static int of(String published, int year) {
    Matcher iso = ISO.matcher(published);
    boolean read = iso.matches();
    int of = year > 0 ? year : read ? Integer.parseInt(iso.group(1)) : 0;
    if (of <= 0 || of > 9999) {
      return 0;
    }
    if (read && Integer.parseInt(iso.group(1)) == of && iso.group(2) != null) {
      return day(of, Integer.parseInt(iso.group(2)), iso.group(3));
    }
    int best = -1;
    int month = 1;
    String lower = published.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Integer> known : MONTHS.entrySet()) {
      int at = lower.indexOf(known.getKey());
      if (at >= 0 && (best < 0 || at < best)) {
        best = at;
        month = known.getValue();
      }
    }
    if (best < 0) {
      return day(of, 1, null);
    }
    Matcher day = DAY.matcher(lower.substring(best));
    return day(of, month, day.find() ? day.group(1) : null);
  }

  private static int day(int year, int month, @Nullable String day) {
    int of = day == null ? 1 : Integer.parseInt(day);
    int inMonth = month < 1 || month > 12 ? 1 : month;
    return year * 10_000 + inMonth * 100 + (of < 1 || of > 31 ? 1 : of);
  }
}
