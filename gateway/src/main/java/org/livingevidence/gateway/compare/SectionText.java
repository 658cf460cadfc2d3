package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The text of a label's section, and the rates that it states.
final class SectionText {
  private static final int MOST_RATES = 12;
  private static final int LONGEST = 600;

  private static final Pattern RATE =
      Pattern.compile("\\d\\s?%|\\bpercent\\b|\\b1 in (?:every )?\\d");

  /// Where a sentence ends: not inside a number, nor after an abbreviation.
  private static final Pattern END =
      Pattern.compile("(?<=[.!?])(?<!\\b(?:e\\.g|i\\.e|vs|no)\\.)\\s+(?=[\\p{Lu}\"(\\[])|\\n+");

  /// Who was studied, which is no reaction.
  private static final Pattern DEMOGRAPHIC =
      Pattern.compile("\\b(?:fe)?male\\b|\\b(?:median|mean) age\\b|\\b(?:Caucasian|White)\\b");

  private static final Pattern DENOMINATOR =
      Pattern.compile(
          "\\b1 in (?:every )?\\d(?:[\\d,]*\\d)?(?: (?:people|patients|persons|children|women|men))?"
              + "|\\b[Nn]\\s*=\\s*\\d(?:[\\d,]*\\d)?|\\b\\d[\\d,]*\\s*/\\s*\\d(?:[\\d,]*\\d)?\\b"
              + "|\\b(?:[Oo]f|[Ii]n|[Aa]mong)?\\s?(?:the |a total of )?(?<![\\d.,])\\d(?:[\\d,]*\\d)?(?! ?(?:%|percent))"
              + " (?:[\\w-]+ ){0,3}"
              + "(?:patients|subjects|adults|children|infants|volunteers|women|men|individuals)\\b");

  private SectionText() {}

  /// A statement of a rate.
  ///
  /// @param denominators of how many, in its own words; empty when it does not say
  record Rate(String sentence, List<String> denominators) {}

  /// A section's own text and that of all in it, a line for each paragraph or row.
  static String of(JsonNode section) {
    StringBuilder text = new StringBuilder();
    append(section, text);
    return text.toString().strip();
  }

  private static void append(JsonNode section, StringBuilder text) {
    String own = section.path("text").asText("");
    if (!own.isEmpty()) {
      text.append(own).append('\n');
    }
    section.path("sections").forEach(each -> append(each, text));
  }

  /// The first sentences and rows that state a rate, as they stand.
  static List<Rate> rates(String text) {
    Set<String> seen = new LinkedHashSet<>();
    List<Rate> rates = new ArrayList<>();
    for (String sentence : END.split(text)) {
      String stated = sentence.strip();
      boolean counts =
          RATE.matcher(stated).find()
              && !DEMOGRAPHIC.matcher(stated).find()
              && stated.length() <= LONGEST
              && seen.add(stated);
      if (counts && rates.size() < MOST_RATES) {
        var denominators = new LinkedHashSet<String>();
        var matcher = DENOMINATOR.matcher(stated);
        while (matcher.find()) {
          denominators.add(matcher.group().strip());
        }
        rates.add(new Rate(stated, List.copyOf(denominators)));
      }
    }
    return rates;
  }
}
