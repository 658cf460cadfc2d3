package org.livingevidence.extraction;

import java.util.regex.Pattern;
import org.livingevidence.extraction.Rule.Verdict;
import org.livingevidence.terminology.Mention;

/// Which conditions of a sentence only tell in whom another is treated: "for anemia in patients
/// with chronic kidney disease" is about anemia.
final class Background {
  /// Between what is treated and in whom.
  private static final Pattern IN_WHOM =
      Rule.of(
          "^[^;:.]{0,80}(?<!\\b(?:and|or) )\\b(?:in|among) (?:[\\w-]+,? ){0,8}?"
              + IndicationRules.PEOPLE
              + "\\b[^;:.]{0,80}\\b(?:with|who|whose|having|experiencing|suffering from)\\b[^;:.]{0,60}$");

  /// Between two that are named alike.
  private static final Pattern ALIKE =
      Rule.of("^(?: ?\\([^()]*\\))?[ ,/]*(?:and/or|and|or|with)?(?: [\\w-]+){0,3}[ (]*$");

  private final String text;
  private int treated = -1;
  private int told = -1;

  Background(String text) {
    this.text = text;
  }

  boolean holds(Mention mention) {
    if (told >= 0 && ALIKE.matcher(text.substring(told, mention.start())).find()) {
      return true;
    }
    return treated >= 0
        && treated <= mention.start()
        && IN_WHOM.matcher(text.substring(treated, mention.start())).find();
  }

  void add(Mention mention, Rule rule) {
    if (rule.id().equals(IndicationRules.BACKGROUND)) {
      told = mention.end();
    } else if (rule.verdict() == Verdict.INDICATION) {
      treated = mention.end();
      told = -1;
    }
  }
}
