package org.livingevidence.citations.intake;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as the text formats write them, taken apart as far as they can be.
public final class PrintedDates {
  private static final String MONTH =
      "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July"
          + "|August|September|October|November|December)";

  private static final Pattern PARTS =
      Pattern.compile("([0-9]{4})(?:[/-]([0-9]{0,2}))?(?:[/-]([0-9]{0,2}))?(?:/(.*))?");
  private static final Pattern COMPACT = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "([0-9]{4})[ ,]+(" + MONTH + ")\\.?(?:[ ]+([0-9]{1,2}))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBERS =
      Pattern.compile("([0-9]{4}) +([0-9]{1,2})(?: +([0-9]{1,2}))?");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(" + MONTH + ")\\.?(?: +([0-9]{1,2}))?,? +([0-9]{4})", Pattern.CASE_INSENSITIVE);
  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2}) +(" + MONTH + ")\\.?,? +([0-9]{4})", Pattern.CASE_INSENSITIVE);
  private static final Pattern AMERICAN =
      Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: .*)?");
  private static final Pattern WITHOUT_YEAR =
      Pattern.compile("(" + MONTH + ")\\.?(?: +([0-9]{1,2}))?", Pattern.CASE_INSENSITIVE);

  private PrintedDates() {}

  /// @return the date in parts, or in words where it has none
  public static SourceDates parse(String text) {
    String bare = text.strip();
    Matcher matcher = PARTS.matcher(bare);
    if (matcher.matches()) {
      String other = matcher.group(4) == null ? "" : matcher.group(4).strip();
      boolean season =
          other.matches("[\\p{L}][\\p{L}\\p{N} /.&-]*") && !other.contains("undefined");
      return new SourceDates(
          matcher.group(1), part(matcher, 2), part(matcher, 3), season ? other : null, null);
    }
    for (Form form : FORMS) {
      matcher = form.pattern().matcher(bare);
      if (matcher.matches()) {
        return new SourceDates(
            part(matcher, form.year()),
            part(matcher, form.month()),
            part(matcher, form.day()),
            null,
            null);
      }
    }
    return new SourceDates(null, null, null, null, bare.isEmpty() ? null : bare);
  }

  /// @param year a year of its own
  /// @param date may lack the year (`Mar 1`), or be of another (an earlier publication online)
  /// @return the date of that year, as precise as both together are
  public static @Nullable SourceDates together(@Nullable String year, @Nullable String date) {
    SourceDates ofYear = year == null ? null : parse(year);
    if (date == null) {
      return ofYear;
    }
    SourceDates precise = parse(date);
    if (ofYear == null || ofYear.firstYear() == null) {
      return precise.firstYear() == null && ofYear != null ? ofYear : precise;
    }
    Matcher matcher = WITHOUT_YEAR.matcher(date.strip());
    if (matcher.matches() && ofYear.month() == null) {
      return new SourceDates(ofYear.year(), matcher.group(1), matcher.group(2), null, null);
    }
    boolean same = ofYear.firstYear().equals(precise.firstYear());
    return same && ofYear.month() == null ? precise : ofYear;
  }

  /// @return `yyyy-MM-dd` of a date that has a day, else null
  public static @Nullable String exact(@Nullable String text) {
    return text == null ? null : parse(text).exact();
  }

  private record Form(Pattern pattern, int year, int month, int day) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(COMPACT, 1, 2, 3),
          new Form(YEAR_FIRST, 1, 2, 3),
          new Form(NUMBERS, 1, 2, 3),
          new Form(MONTH_FIRST, 3, 1, 2),
          new Form(DAY_FIRST, 3, 2, 1),
          new Form(AMERICAN, 3, 1, 2));

  private static @Nullable String part(Matcher matcher, int group) {
    String part = matcher.group(group);
    return part == null || part.isEmpty() ? null : part;
  }
}
