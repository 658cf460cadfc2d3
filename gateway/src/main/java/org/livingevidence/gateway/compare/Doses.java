package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The sentences of a section on dosage that state a dose, as they stand, and which condition they
/// or the heading over them name. Where that is in doubt, a sentence is of none: a dose that is
/// shown for another condition can hurt.
final class Doses {
  private static final int LONGEST = 600;

  private static final Pattern AMOUNT =
      Pattern.compile(
          "\\b\\d[\\d.,]*\\s?(?:(?:to|or|-|–)\\s?\\d[\\d.,]*\\s?)?(?:mg|mcg|[µμ]g|g|milligrams?"
              + "|micrograms?|grams?|m[lL]|(?:million |international )?units?|IU|mmol|mEq|tablets?"
              + "|capsules?|drops?|puffs?|sprays?|patch(?:es)?)\\b(?!/min)");

  private static final Pattern GIVEN =
      Pattern.compile(
          "(?i)\\b(?:dos(?:e|es|age|ages|ing)|administ\\w+|inject\\w*|infus\\w*|tak(?:e|en|ing)"
              + "|giv(?:e|en|ing)|appl(?:y|ied)|instil\\w*|inhal\\w*|daily|once|twice|every)\\b");

  private static final Pattern NOT_GIVEN =
      Pattern.compile("(?i)\\b(?:not|never|contraindicated|avoid|discontinue)\\b");

  /// Where a numbered part begins in text that runs on, and where a sentence ends, which in
  /// summaries a reference to a part does too.
  private static final Pattern PART =
      Pattern.compile("(?<=[.!?)\\]:])\\s+(?=\\d{1,2}\\.\\d{1,2}\\s+\\p{Lu})");

  private static final Pattern END =
      Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}\"(\\[•])|(?<=\\d\\s?\\))\\s+(?=\\p{Lu})|\\n+");

  /// A part's number and the words of its heading before the condition's name.
  private static final Pattern HEADING =
      Pattern.compile(
          "^\\d{1,2}\\.\\d{1,2}\\s+(?:(?:\\p{Lu}[\\p{L}-]*|of|for|in|with|and|the|or),?\\s+){0,6}$");

  /// What may stand before a name without making another of it, as "pulmonary" does.
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:^|[(\\[,;:•–/]\\s?|(?i:\\b(?:of|for|in|with|and|or|the|a|an|has|have|having|treat"
              + "|treating|treats|manage|managing|prevent|preventing|control|active|acute|chronic"
              + "|mild|moderate|moderately|severe|severely|refractory|relapsed|established"
              + "|adult|adults|pediatric|paediatric|\\d+\\.\\d+))\\s)$");

  /// References that a summary puts behind a sentence, without which it is the same as below.
  private static final Pattern REFERENCE = Pattern.compile("\\s*\\(\\s*\\d[\\d., ]*\\)\\s*$");

  private final Map<String, Dose> found = new LinkedHashMap<>();
  private final Map<Pattern, JsonNode> names = new LinkedHashMap<>();
  private int tooLong;

  private Doses(Map<String, JsonNode> conditions, String text) {
    conditions.forEach(
        (name, condition) -> {
          names.put(pattern(name), condition);
          for (String abbreviation : abbreviations(name, text)) {
            names.put(pattern(abbreviation), condition);
          }
        });
  }

  /// @param condition that it or the heading over it names; null where neither names any
  record Dose(String sentence, @Nullable JsonNode condition) {}

  /// @param tooLong how many more state a dose and are too long to be sentences
  record Read(List<Dose> doses, int tooLong) {}

  /// In the order of the text, each once.
  ///
  /// @param conditions what each condition in question is called, the first first; an abbreviation
  ///     that the section gives behind a name names it too
  static Read of(JsonNode section, Map<String, JsonNode> conditions) {
    var doses = new Doses(conditions, SectionText.of(section));
    doses.collect(section, null);
    return new Read(new ArrayList<>(doses.found.values()), doses.tooLong);
  }

  private static boolean isCapitals(String word) {
    return word.chars().noneMatch(Character::isLowerCase);
  }

  private static Pattern pattern(String name) {
    boolean exact = isCapitals(name) || name.length() < 3 || isAbbreviation(name);
    return Pattern.compile(
        "(?<![\\p{L}\\d-])" + Pattern.quote(name) + "(?![\\p{L}\\d])",
        exact ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static boolean isAbbreviation(String word) {
    return word.length() <= 8
        && word.indexOf(' ') < 0
        && word.chars().filter(Character::isUpperCase).count() >= 2;
  }

  private static Set<String> abbreviations(String name, String text) {
    Set<String> all = new LinkedHashSet<>();
    Matcher behind =
        Pattern.compile(
                pattern(name).pattern() + "\\s*\\((\\p{Lu}[\\p{L}\\d-]{1,7})\\)",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
            .matcher(text);
    while (behind.find()) {
      if (isAbbreviation(behind.group(1))) {
        all.add(behind.group(1));
      }
    }
    return all;
  }

  private void collect(JsonNode section, @Nullable JsonNode above) {
    JsonNode title = named(section.path("title").asText(""), false);
    JsonNode under = title == null ? above : title;
    for (String part : PART.split(section.path("text").asText(""))) {
      part(part.strip(), under);
    }
    section.path("sections").forEach(each -> collect(each, under));
  }

  private void part(String text, @Nullable JsonNode above) {
    String[] sentences = END.split(text);
    JsonNode heading = named(sentences[0], true);
    JsonNode under = heading == null ? above : heading;
    for (String sentence : sentences) {
      String stated = sentence.strip();
      if (AMOUNT.matcher(stated).find() && GIVEN.matcher(stated).find()) {
        if (stated.length() > LONGEST) {
          tooLong++;
          continue;
        }
        JsonNode own = named(stated, false);
        boolean given = !NOT_GIVEN.matcher(stated).find();
        // A summary says it too, and may not name what the part below it does.
        found.merge(
            REFERENCE.matcher(stated).replaceFirst("").replaceFirst("\\.$", ""),
            new Dose(stated, !given ? null : own == null ? under : own),
            (before, again) -> before.condition() == null ? again : before);
      }
    }
  }

  /// The first condition that a text names.
  ///
  /// @param heading whether only the heading counts that a numbered part begins with
  private @Nullable JsonNode named(String text, boolean heading) {
    for (Map.Entry<Pattern, JsonNode> each : names.entrySet()) {
      Matcher name = each.getKey().matcher(text);
      while (name.find()) {
        String before = text.substring(0, name.start());
        if (BEFORE.matcher(before).find() && (!heading || HEADING.matcher(before).find())) {
          return each.getValue();
        }
      }
    }
    return null;
  }
}
