package org.livingevidence.extraction;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.extraction.Statement.Intent;

/// What a drug is given for and how, as a sentence says it.
final class Purpose {
  /// Of several that stand before a mention the nearest holds.
  private static final Map<Intent, Pattern> INTENTS = new EnumMap<>(Intent.class);

  static {
    intent(
        Intent.TREATMENT,
        "(?<!maintenance )(?<!prophylactic )(?<!preventive )\\btreat(?:ment|ing|s|ed)?\\b|\\btherapy (?:of|for|in)\\b");
    intent(Intent.MANAGEMENT, "\\bmanag(?:e|es|ing|ement)\\b|\\bcontrol(?:s|ling)?\\b");
    intent(Intent.RELIEF, "\\breli(?:ef|eve|eves|eving)\\b|\\bsymptomatic\\b|\\balleviat\\w+");
    intent(
        Intent.PREVENTION,
        "\\bprevent(?:s|ion|ing|ive)?\\b|\\bprophyla\\w+|\\bimmunization against\\b");
    intent(
        Intent.RISK_REDUCTION,
        "\\b(?:reduc\\w+|decreas\\w+|lower\\w*) (?:in )?(?:the )?(?:risk|rate|incidence)s?\\b");
    intent(Intent.MAINTENANCE, "\\bmaint(?:ain|enance)\\w*\\b");
    intent(Intent.REDUCTION_OF_RECURRENCE, "\\brecurrences?\\b|\\brelapses?\\b");
    intent(
        Intent.DIAGNOSIS, "\\bdiagnos(?:is|tic|e|ing)\\b|\\bimaging\\b|\\bdetect(?:ion|ing)?\\b");
  }

  private static final Pattern REGIMEN =
      Pattern.compile(
          "\\b(?:(?:as |an? )*(?:monotherapy|adjunct(?:ive)?\\b[^.;,]{0,60}|add-on[^.;,]{0,40})"
              + "|(?:in (?:combination|conjunction)|concomitantly|together|alone or in combination) with\\b[^.;]{0,80}"
              + "|(?:first|second|third)[- ]line\\b[^.;,]{0,30}|used alone|alone or (?:in combination )?with\\b[^.;]{0,60})",
          Pattern.CASE_INSENSITIVE);

  private Purpose() {}

  private static void intent(Intent intent, String regex) {
    INTENTS.put(intent, Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
  }

  /// @param before what stands before the mention, with the sentence that it hangs on
  static Intent intent(String before) {
    Intent nearest = Intent.TREATMENT;
    int at = -1;
    for (Map.Entry<Intent, Pattern> each : INTENTS.entrySet()) {
      Matcher matcher = each.getValue().matcher(before);
      while (matcher.find()) {
        if (matcher.start() > at) {
          at = matcher.start();
          nearest = each.getKey();
        }
      }
    }
    return nearest;
  }

  static @Nullable String regimen(String sentence) {
    Matcher matcher = REGIMEN.matcher(sentence);
    return matcher.find() ? matcher.group().strip() : null;
  }
}
