package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The sentences of a section on dosage that state a dose, as they stand, and whether they or what
/// they stand under name a condition.
final class Doses {
  private static final int LONGEST = 600;

  /// How far a heading reaches that a source has run into the sentence under it.
  private static final int HEADING = 120;

  private static final Pattern AMOUNT =
      Pattern.compile(
          "\\b\\d[\\d.,]*\\s?(?:(?:to|or|-|–)\\s?\\d[\\d.,]*\\s?)?(?:mg|mcg|[µμ]g|g|milligrams?"
              + "|micrograms?|grams?|m[lL]|(?:million |international )?units?|IU|mmol|mEq|tablets?"
              + "|capsules?|drops?|puffs?|sprays?|patch(?:es)?)\\b(?!/min)");

  private static final Pattern GIVEN =
      Pattern.compile(
          "(?i)\\b(?:dos(?:e|es|age|ages|ing)|administ\\w+|inject\\w*|infus\\w*|tak(?:e|en|ing)"
              + "|giv(?:e|en|ing)|appl(?:y|ied)|instil\\w*|inhal\\w*|daily|once|twice|every)\\b");

  /// Where a numbered part begins in text that runs on, and where a sentence ends.
  private static final Pattern PART = Pattern.compile("(?:^|\\s)(?=\\d{1,2}\\.\\d{1,2}\\s+\\p{Lu})");

  private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}\"(\\[•])|\\n+");

  private final Set<Dose> found = new LinkedHashSet<>();
  private final Pattern names;

  private Doses(Pattern names) {
    this.names = names;
  }

  /// @param named whether it names the condition, or the heading that it stands under does
  record Dose(String sentence, boolean named) {}

  /// In the order of the text, each once.
  ///
  /// @param names what the condition is called; an abbreviation that the section gives behind one
  ///     of these names it too
  static List<Dose> of(JsonNode section, Collection<String> names) {
    var doses = new Doses(pattern(names, SectionText.of(section)));
    doses.collect(section, false);
    return List.copyOf(doses.found);
  }

  private static Pattern pattern(Collection<String> names, String text) {
    Set<String> all = new LinkedHashSet<>(names);
    all.removeIf(String::isBlank);
    if (all.isEmpty()) {
      return Pattern.compile("(?!)");
    }
    String known = any(all);
    Matcher abbreviated =
        Pattern.compile("(?:" + known + ")s?\\s*\\((\\p{Lu}[\\p{L}\\d-]{1,11})\\)").matcher(text);
    Set<String> letters = new LinkedHashSet<>();
    while (abbreviated.find()) {
      letters.add(abbreviated.group(1));
    }
    return Pattern.compile(known + (letters.isEmpty() ? "" : "|" + any(letters) + "\\b"));
  }

  private static String any(Set<String> words) {
    return words.stream()
        .map(word -> word.length() > 4 ? "(?i:" + Pattern.quote(word) + ")" : Pattern.quote(word))
        .collect(Collectors.joining("|", "\\b(?:", ")"));
  }

  private void collect(JsonNode section, boolean under) {
    boolean named = under || names.matcher(section.path("title").asText("")).find();
    String[] parts = PART.split(section.path("text").asText(""));
    for (int i = 0; i < parts.length; i++) {
      // What stands before the first numbered part says the same in short.
      if (i > 0 || parts.length == 1) {
        part(parts[i].strip(), named);
      }
    }
    section.path("sections").forEach(each -> collect(each, named));
  }

  private void part(String text, boolean under) {
    String[] sentences = END.split(text);
    String heading = sentences[0].substring(0, Math.min(HEADING, sentences[0].length()));
    boolean numbered = !heading.isEmpty() && Character.isDigit(heading.charAt(0));
    boolean named = under || (numbered && names.matcher(heading).find());
    for (String sentence : sentences) {
      String stated = sentence.strip();
      if (stated.length() <= LONGEST
          && AMOUNT.matcher(stated).find()
          && GIVEN.matcher(stated).find()) {
        found.add(new Dose(stated, named || names.matcher(stated).find()));
      }
    }
  }
}
