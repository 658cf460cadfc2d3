package org.livingevidence.extraction;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.extraction.Rule.Lead;

/// What the items and headings of a section stand under, as one reads on.
final class Leads {
  private static final Pattern STATING = Rule.of(IndicationRules.STATES);

  private static final Pattern LIMITING =
      Rule.of(
          "\\blimitations? of use\\b"
              + "|\\bnot (?:been )?(?:indicated|recommended|intended|approved|to be used|for)\\b"
              + "|\\bshould not be\\b|\\bcontraindicated\\b");

  private static final Pattern NEGATIVE =
      Rule.of(
          IndicationRules.NOT_FOR
              + "|"
              + IndicationRules.SHOULD_NOT
              + "(?: \\w+)?|\\bdo not use\\b|\\blimitations? of use\\b");

  private static final Pattern NUMBERED = Pattern.compile("^\\d{1,2}\\.\\d{1,2}\\b");

  /// The end of an item that another follows; of such a list the last ends with a full stop.
  private static final Pattern GOES_ON = Rule.of("(?:[,;]|[,; ](?:or|and))$");

  /// An item may lead to items of its own.
  private static final Pattern ENDS = Pattern.compile("[.:,;]$|(?i:\\blimitation)");

  private static final Pattern BULLET = Pattern.compile("^[•·●▪■∙∘○◦‣-] ?");

  private final boolean explains;
  private Lead lead;
  private String words = "";
  private boolean goesOn;

  /// @param explains whether the text explains much: then items count under a sentence that leads
  ///     to them, and nowhere else
  Leads(String title, boolean explains) {
    this.explains = explains;
    lead = isLimits(title) ? Lead.LIMITS : explains ? Lead.ASTRAY : Lead.OPEN;
  }

  Lead lead() {
    return lead;
  }

  /// The sentence that items hang on, empty when it is not known.
  String words() {
    return words;
  }

  /// Whether it is the heading of the sentence after it, which states a use. It may be broader than
  /// that.
  static boolean isHeading(Sentence sentence, @Nullable Sentence next) {
    return next != null
        && sentence.isFragment()
        && !sentence.isLead()
        && !sentence.text().endsWith(".")
        && !next.isFragment()
        && STATING.matcher(next.text()).find();
  }

  /// Comes to a sentence: a heading ends a list.
  void reach(Sentence sentence, boolean heading) {
    if ((heading || NUMBERED.matcher(sentence.text()).find()) && !isLimits(sentence.text())) {
      lead = explains ? Lead.ASTRAY : Lead.OPEN;
      goesOn = false;
    }
  }

  /// Goes past a sentence.
  void pass(Sentence sentence) {
    boolean fragment = sentence.isFragment();
    if (BULLET.matcher(sentence.text()).find() && !ENDS.matcher(sentence.text()).find()) {
      return;
    }
    if (!fragment || sentence.isLead()) {
      Lead next = leads(sentence);
      boolean stays =
          fragment
              && next == Lead.ELSE
              && (lead == Lead.LIMITS
                  || (lead == Lead.OPEN && BULLET.matcher(sentence.text()).find()));
      lead = stays ? lead : next;
      if (explains && !sentence.isLead() && lead == Lead.OPEN) {
        lead = Lead.ASTRAY;
      }
      words = lead == Lead.OPEN ? sentence.text() : "";
      goesOn = false;
    } else if (isLimits(sentence.text())) {
      lead = Lead.LIMITS;
      goesOn = false;
    } else {
      if (goesOn && sentence.text().endsWith(".") && lead != Lead.ASTRAY) {
        lead = explains ? Lead.ASTRAY : Lead.OPEN;
      }
      goesOn = GOES_ON.matcher(sentence.text()).find();
    }
  }

  private static Lead leads(Sentence sentence) {
    if (LIMITING.matcher(sentence.bare()).find()) {
      boolean list =
          sentence.isLead() || sentence.text().toLowerCase(Locale.ROOT).contains("limitation");
      return list ? Lead.LIMITS : Lead.OPEN;
    }
    if (STATING.matcher(sentence.bare()).find()) {
      return Lead.OPEN;
    }
    return sentence.text().endsWith(":") ? Lead.ELSE : Lead.ASTRAY;
  }

  private static boolean isLimits(String heading) {
    return LIMITS.matcher(heading).find();
  }

  private static final Pattern LIMITS =
      Rule.of("^[\\W\\d]*(?:important |usage )?(?:limitation|consideration)");

  /// The words that make a sentence a limitation, null when they stand elsewhere.
  static @Nullable String limiting(String sentence) {
    Matcher matcher = NEGATIVE.matcher(sentence);
    return matcher.find() ? matcher.group() : null;
  }
}
