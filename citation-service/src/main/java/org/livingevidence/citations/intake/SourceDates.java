package org.livingevidence.citations.intake;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// A date as bibliographic sources give it, in parts of which any may be missing or not a number.
///
/// @param text the whole in free words (`2000 Spring-Summer`), instead of parts
public record SourceDates(
    @Nullable String year,
    @Nullable String month,
    @Nullable String day,
    @Nullable String season,
    @Nullable String text) {

  private static final Map<String, String> MONTHS =
      Map.ofEntries(
          Map.entry("jan", "01"),
          Map.entry("feb", "02"),
          Map.entry("mar", "03"),
          Map.entry("apr", "04"),
          Map.entry("may", "05"),
          Map.entry("jun", "06"),
          Map.entry("jul", "07"),
          Map.entry("aug", "08"),
          Map.entry("sep", "09"),
          Map.entry("oct", "10"),
          Map.entry("nov", "11"),
          Map.entry("dec", "12"));
  private static final Set<String> MONTH_NAMES =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private static final Pattern YEAR =
      Pattern.compile("(?<![0-9])(1[5-9][0-9]{2}|20[0-9]{2})(?![0-9])");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

  /// Reads the children of the current element: `Year`, `Month`, `Day`, `Season`, `MedlineDate`.
  public static SourceDates read(XmlCursor xml) throws XMLStreamException {
    String year = null;
    String month = null;
    String day = null;
    String season = null;
    String text = null;
    while (xml.child()) {
      switch (xml.name()) {
        case "Year" -> year = xml.text();
        case "Month" -> month = xml.text();
        case "Day" -> day = xml.text();
        case "Season" -> season = xml.text();
        case "MedlineDate" -> text = xml.text();
        default -> xml.skip();
      }
    }
    return new SourceDates(year, month, day, season, text);
  }

  /// @return `2011`, `2011-02`, `2011-02-09`, or the words of the source when it has no month
  public @Nullable String printed() {
    if (year == null || !YEAR.matcher(year).matches()) {
      return text != null ? text : year;
    }
    String number = monthNumber();
    if (number == null) {
      String rest = month != null ? month : season;
      return rest == null ? year : year + " " + rest;
    }
    String dayNumber = twoDigits(day, 31);
    return dayNumber == null ? year + "-" + number : year + "-" + number + "-" + dayNumber;
  }

  /// @return the first year that the date names, null when it names none
  public @Nullable Integer firstYear() {
    var matcher = YEAR.matcher(year != null ? year : text != null ? text : "");
    return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
  }

  /// @return `yyyy-MM-dd` when all three parts are there and are numbers, else null
  public @Nullable String exact() {
    String number = monthNumber();
    String dayNumber = twoDigits(day, 31);
    if (year == null || !YEAR.matcher(year).matches() || number == null || dayNumber == null) {
      return null;
    }
    return year + "-" + number + "-" + dayNumber;
  }

  private @Nullable String monthNumber() {
    if (month == null) {
      return null;
    }
    String number = twoDigits(month, 12);
    if (number != null) {
      return number;
    }
    String key = month.toLowerCase(Locale.ROOT);
    return key.length() == 3 || MONTH_NAMES.contains(key) ? MONTHS.get(key.substring(0, 3)) : null;
  }

  private static @Nullable String twoDigits(@Nullable String text, int highest) {
    if (text == null || !NUMBER.matcher(text).matches()) {
      return null;
    }
    int number = Integer.parseInt(text);
    if (number < 1 || number > highest) {
      return null;
    }
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
