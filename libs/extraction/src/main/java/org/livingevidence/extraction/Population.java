package org.livingevidence.extraction;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whom a sentence speaks of. What it does not say is null and not "all": `adults` without an age
/// gives no bound.
///
/// @param ageMin the lowest age that is included
/// @param ageMax the highest
/// @param severity such as `moderate to severe`
/// @param priorTherapy what must have been tried
/// @param biomarker what a test must have shown
/// @param text the people in the sentence's words
public record Population(
    @Nullable Bound ageMin,
    @Nullable Bound ageMax,
    @Nullable Bound weightMin,
    @Nullable Bound weightMax,
    @Nullable String severity,
    @Nullable String priorTherapy,
    @Nullable String biomarker,
    @Nullable String text) {

  /// @param unit UCUM: a, mo, wk, d, kg
  public record Bound(BigDecimal value, String unit) {}

  static final Population NOT_SAID = new Population(null, null, null, null, null, null, null, null);

  private static final String NUMBER =
      "(\\d+(?:\\.\\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
  private static final String UNIT = "(years?|months?|weeks?|days?)";

  /// `6 to 17 years`, `1 month to 16 years`.
  private static final Pattern BETWEEN =
      of(
          NUMBER
              + " ?(?:"
              + UNIT
              + " )?(?:of age )?(?:to|through|-|–) ?(?:less than |< ?)?"
              + NUMBER
              + " "
              + UNIT
              + "(?: of age| old)?");

  private static final Pattern FROM =
      of(
          "(?:≥ ?|at least |from )?"
              + NUMBER
              + " "
              + UNIT
              + "(?: of age| old)?,? (?:and|or) (?:older|above|over|greater)|(?:≥ ?|at least )"
              + NUMBER
              + " "
              + UNIT
              + "(?: of age| old)");

  private static final Pattern BELOW =
      of(
          "(?:under|below|less than|younger than|<) ?(?:the age of )?"
              + NUMBER
              + " "
              + UNIT
              + "|"
              + NUMBER
              + " "
              + UNIT
              + "(?: of age| old)? (?:and|or) (?:younger|under)");

  private static final Pattern WEIGHT_FROM =
      of(
          "(?:weigh(?:ing|s)?|body weight)(?: of)? (?:at least |≥ ?|more than |> ?)(\\d+(?:\\.\\d+)?) ?kg|(\\d+(?:\\.\\d+)?) ?kg (?:or|and) (?:more|greater|above|heavier)");

  private static final Pattern WEIGHT_BELOW =
      of(
          "(?:weigh(?:ing|s)?|body weight)(?: of)? (?:less than |up to |≤ ?|< ?)(\\d+(?:\\.\\d+)?) ?kg");

  private static final Pattern SEVERITY =
      of(
          "\\b(?:mild|moderate(?:ly)?|severe(?:ly)?)(?:,? (?:to|and|or) (?:mild|moderate(?:ly)?|severe(?:ly)?))*\\b(?= (?:active )?\\w)");

  private static final Pattern PRIOR =
      of(
          "\\b(?:who|that|which|have|has|had|having)? ?(?:have |has |had )?(?:failed|(?:an )?(?:inadequate(?:ly)? respon\\w+|intoleran\\w+|unresponsive|refractory)|(?:are |is )?(?:not (?:adequately )?(?:respond\\w+|controlled))|(?:previously|prior) treat\\w+|progressed)\\b[^.;]*");

  private static final Pattern BIOMARKER =
      of(
          "\\b[\\w/+() -]{2,40}?(?:-positive|[ -]negative|positive|mutation(?:s)?|[ -]mutated|expressing|rearrangement|deficiency of the)\\b");

  private static final Pattern PEOPLE =
      of(
          "\\b(?:(?:adults?|adolescents?|pediatric|paediatric|geriatric|children|infants?|neonates?|men|women|males?|females?|postmenopausal|pregnant|immunocompromised|hospitali[sz]ed)[\\w ,-]{0,40}?)?(?:patients|adults|adolescents|children|infants|neonates|men|women|individuals|subjects|persons|people)\\b(?: (?:aged |ages )?(?:≥ ?|at least |over |under )?"
              + NUMBER
              + "[^.;,]{0,40}?(?:(?:years?|months?|weeks?)(?: of age| old)?"
              + "(?:,? (?:and|or) (?:older|above|over|greater|younger))?|older|above))?");

  private static Pattern of(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  private static final Set<String> ANYBODY =
      Set.of("patients", "individuals", "subjects", "persons", "people");

  private static final List<String> UNITS = List.of("year", "month", "week", "day");
  private static final List<String> TRIED =
      List.of("fail", "respon", "intoleran", "refractory", "controlled", "treat", "progressed");
  private static final List<String> TESTED =
      List.of("positive", "negative", "mutat", "expressing", "rearrangement", "deficiency");
  private static final List<String> NAMED =
      List.of(
          "patients",
          "adults",
          "adolescents",
          "children",
          "infants",
          "neonates",
          "men",
          "individuals",
          "subjects",
          "persons",
          "people");

  /// Reads what a stretch of a sentence says of people. Few say much: a pattern is tried only where
  /// a word stands that it needs.
  static Population read(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    Bound ageMin = null;
    Bound ageMax = null;
    if (hasAny(words, UNITS)) {
      Matcher between = BETWEEN.matcher(text);
      Matcher from = FROM.matcher(text);
      Matcher below = BELOW.matcher(text);
      if (between.find()) {
        String unit = between.group(4);
        ageMin = age(between.group(1), between.group(2) == null ? unit : between.group(2));
        ageMax = age(between.group(3), unit);
      } else if (from.find()) {
        ageMin =
            from.group(1) == null
                ? age(from.group(3), from.group(4))
                : age(from.group(1), from.group(2));
      } else if (below.find()) {
        ageMax =
            below.group(1) == null
                ? age(below.group(3), below.group(4))
                : age(below.group(1), below.group(2));
      }
    }
    boolean weighed = words.contains("kg");
    return new Population(
        ageMin,
        ageMax,
        weighed ? weight(WEIGHT_FROM.matcher(text)) : null,
        weighed ? weight(WEIGHT_BELOW.matcher(text)) : null,
        first(SEVERITY, text),
        hasAny(words, TRIED) ? first(PRIOR, text) : null,
        hasAny(words, TESTED) ? first(BIOMARKER, text) : null,
        hasAny(words, NAMED) ? people(text) : null);
  }

  private static boolean hasAny(String words, List<String> needed) {
    for (String each : needed) {
      if (words.contains(each)) {
        return true;
      }
    }
    return false;
  }

  /// Whether nothing is said.
  public boolean isEmpty() {
    return equals(NOT_SAID);
  }

  /// A word that says no more than that they are people is not worth telling.
  private static @Nullable String people(String text) {
    String first = first(PEOPLE, text);
    return first == null || ANYBODY.contains(first.toLowerCase(Locale.ROOT)) ? null : first;
  }

  private static @Nullable String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group().strip() : null;
  }

  private static @Nullable Bound weight(Matcher matcher) {
    if (!matcher.find()) {
      return null;
    }
    String value = matcher.group(1);
    if (value == null && matcher.groupCount() > 1) {
      value = matcher.group(2);
    }
    return value == null ? null : new Bound(new BigDecimal(value), "kg");
  }

  private static Bound age(String number, String unit) {
    String symbol =
        switch (Character.toLowerCase(unit.charAt(0))) {
          case 'y' -> "a";
          case 'm' -> "mo";
          case 'w' -> "wk";
          default -> "d";
        };
    return new Bound(number(number), symbol);
  }

  private static BigDecimal number(String number) {
    if (Character.isDigit(number.charAt(0))) {
      return new BigDecimal(number);
    }
    int value =
        switch (number.toLowerCase(Locale.ROOT)) {
          case "one" -> 1;
          case "two" -> 2;
          case "three" -> 3;
          case "four" -> 4;
          case "five" -> 5;
          case "six" -> 6;
          case "seven" -> 7;
          case "eight" -> 8;
          case "nine" -> 9;
          case "ten" -> 10;
          case "eleven" -> 11;
          default -> 12;
        };
    return BigDecimal.valueOf(value);
  }
}
