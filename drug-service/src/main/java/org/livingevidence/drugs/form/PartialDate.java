package org.livingevidence.drugs.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/// Dates as precise as a source states them: `2012`, `2012-12` or `2012-12-21`.
public final class PartialDate {
  private static final Pattern SHAPE = Pattern.compile("(1[89]|2[01])\\d\\d(-\\d\\d(-\\d\\d)?)?");

  private PartialDate() {}

  static boolean isValid(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return false;
    }
    try {
      switch (text.length()) {
        case 7 -> YearMonth.parse(text);
        case 10 -> LocalDate.parse(text);
        default -> {}
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /// True when `from` is certainly later than `to`; 2012 and 2012-05 are not.
  public static boolean isAfter(String from, String to) {
    int common = Math.min(from.length(), to.length());
    return from.substring(0, common).compareTo(to.substring(0, common)) > 0;
  }
}
