package org.livingevidence.extraction;

import static org.livingevidence.extraction.Rule.Verdict.INDICATION;
import static org.livingevidence.extraction.Rule.Verdict.LIMITATION;
import static org.livingevidence.extraction.Rule.Verdict.NOTHING;
import static org.livingevidence.extraction.Rule.Where.ANYWHERE;
import static org.livingevidence.extraction.Rule.Where.ITEM;
import static org.livingevidence.extraction.Rule.Where.ITEM_ELSEWHERE;
import static org.livingevidence.extraction.Rule.Where.ITEM_OF_LIMITS;
import static org.livingevidence.extraction.Rule.Where.SENTENCE;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.extraction.Rule.Lead;

/// The rules for mentions in sections on indications, in the order in which they are tried: the
/// first that matches decides.
final class IndicationRules {
  private static final String PEOPLE =
      "(?:patients?|adults?|children|men|women|individuals|subjects|persons?|people)";

  private static final String AIM =
      "(?:treatment|management|relief|prevention|prophylaxis|control|therapy|maintenance"
          + "|reduction|suppression|eradication)";

  /// A sentence that says what the drug is for.
  private static final String STATES =
      "(?<!not )(?<!when )\\bindicated\\b(?! when)"
          + "|\\b(?:may|can|also|is|are) be(?:en)? used\\b|\\b(?:is|are) used\\b"
          + "|\\bused (?:to treat|for|as|in)\\b|\\b(?:useful|effective) (?:in|for|as|against)\\b"
          + ("|\\b(?:in|for|as) (?:the )?(?:[\\w/-]+ ){0,4}" + AIM + " (?:of|for|in)\\b")
          + "|\\bto (?:treat|prevent|relieve|reduce|control|manage|improve|induce|maintain)\\b";

  private static final String NOT_FOR =
      "\\b(?:not|nor|never) (?:been )?(?:found )?(?:\\w+ )?"
          + "(?:indicated|recommended|intended|effective|useful|appropriate|beneficial|approved"
          + "|tested)\\b";

  private static final String SHOULD_NOT = "\\b(?:should not|must not|should never|cannot) be\\b";
  /// Words that stand before a name without being part of one.
  private static final String NO_NAME =
      "\\b(?:of|the|a|an|and|or|with|for|in|to|from|by|as|metastatic|advanced|active|acute|chronic"
          + "|severe|recurrent|refractory|relapsed|solid|malignant|unresectable|invasive|primary"
          + "|treat|prevent|other|certain|such|against|duodenal|benign)";

  /// Nothing that the drug is meant to do comes between.
  private static final String NO_AIM = "(?!.*\\bto (?:reduce|prevent|treat|relieve|lower)\\b)";

  private static final String INDICATED = "(?<!not )\\bindicated\\b";

  private static final List<Rule> RULES =
      List.of(
          // Mentions that say of themselves that they are not what is treated.
          Rule.named("generic", NOTHING, 0.9, ANYWHERE, "too general to be a condition")
              .mention("^(?:infections?|deaths?|pathogens?)$"),
          Rule.named("head-only", NOTHING, 0.8, ANYWHERE, "the end of a name that is not known")
              .mention(
                  "^(?:tumou?rs?|cancers?|carcinomas?|adenocarcinomas?|neoplasms?|lymphomas?"
                      + "|sarcomas?|leukemias?|ulcers?|deficienc(?:y|ies)|diseases?)$")
              .before("(?<!" + NO_NAME + ")(?<=[a-z]) $"),
          Rule.named("history", NOTHING, 0.9, ANYWHERE, "something the patient has had")
              .before("\\bhistory (?:of|or)\\b" + NO_AIM + "[^.;]{0,60}$"),
          Rule.named("risk-factor", NOTHING, 0.9, ANYWHERE, "something the patient may get")
              .before(
                  "\\b(?:risk factors?|at (?:\\w+ ){0,2}risk) (?:for|of)\\b"
                      + NO_AIM
                      + "[^.;]{0,60}$"),
          Rule.named("risk-of-drug", NOTHING, 0.9, ANYWHERE, "what the drug may do")
              .before("\\bbecause of (?:the )?(?:\\w+ )?risks? of\\b[^.;]*$"),
          Rule.named("absence", NOTHING, 0.7, ANYWHERE, "something the patient has not")
              .before(
                  "\\b(?:(?<!or )without|in the absence of|other than|except(?: for)?|excluding"
                      + "|not (?:related|due) to|unless)\\b[^.;]{0,60}$"),
          Rule.named("people", NOTHING, 0.85, ANYWHERE, "tells of which patients are spoken")
              .mention("^\\w+$")
              .after("^ (?:" + PEOPLE + "|outpatients|inpatients|population)\\b"),
          Rule.named("procedure", NOTHING, 0.85, ANYWHERE, "part of the name of something else")
              .after(
                  "^ (?:chemotherapy|surgery|extraction|vaccine|immunization|control program"
                      + "|therapy program|classification|education program|guidelines|risk"
                      + "|scores?|virus|management|relief|aberrations?|proportion score|antigens?|cells)"),
          Rule.named("modifier", NOTHING, 0.7, ANYWHERE, "a quality of what follows")
              .mention("^[a-z]+(?:ic|ive|obese)$")
              .after("^ (?!and\\b|or\\b)[a-z]"),
          Rule.named("resistance", NOTHING, 0.95, ANYWHERE, "on the prudent use of antibacterials")
              .sentence("drug[- ]resistant bacteria|proven or strongly suspected"),
          Rule.named("class-benefit", NOTHING, 0.9, ANYWHERE, "on the benefit of a whole class")
              .sentence(
                  "\\blowering (?:of )?(?:the )?blood pressure\\b.*\\breduces|\\bcomprehensive\\b"
                      + "|\\bpublished guidelines\\b|\\bsee (?:\\w+ ){0,5}guidelines"),
          // Sentences about something else.
          Rule.named("criteria", NOTHING, 0.9, SENTENCE, "says how a disease is recognised")
              .sentence(
                  "\\b(?:is|are) characteri[sz]ed by|\\bimplies\\b|\\bcorrespond(?:s|ed)? "
                      + "|\\bessential feature|\\bis defined|diagnostic and statistical manual"
                      + "|\\bDSM[ -]?[IV]+.{0,30}(?:category|criteria)"
                      + "|\\bfollowing (?:\\w+ )?symptoms"),
          Rule.named("not-indicated", LIMITATION, 0.9, SENTENCE, "the drug is not for this")
              .before(NOT_FOR + ".*$"),
          Rule.named("should-not", LIMITATION, 0.9, SENTENCE, "the drug should not be used")
              .before(SHOULD_NOT + ".*$"),
          Rule.named("limitation", LIMITATION, 0.9, SENTENCE, "a limitation of use")
              .sentence("\\blimitations? of use\\b"),
          Rule.named("not-shown", LIMITATION, 0.9, SENTENCE, "a use that was not shown")
              .sentence(
                  "\\b(?:has|have|was|were|is|are) not (?:yet )?(?:been )?(?:\\w+ )?"
                      + "(?:established|studied|evaluated|demonstrated|shown|proven|known"
                      + "|determined|found)\\b|\\binsufficient\\b"
                      + "|\\bno (?:satisfactory |adequate |conclusive )?"
                      + "(?:evidence|data|information)\\b"),
          Rule.named("evidence", NOTHING, 0.8, SENTENCE, "reports studies")
              .sentence(
                  "^(?!.*\\bindicated (?:for|in|as|to)\\b).*\\b(?:efficacy|effectiveness|safety"
                      + "|benefits?|trials?|stud(?:y|ies|ied)|demonstrated)\\b"),
          Rule.named("evidence-after", NOTHING, 0.8, SENTENCE, "reports studies of the use")
              .before(
                  "\\b(?:based (?:up)?on|efficacy|effectiveness"
                      + "|(?:clinical|controlled|comparative|open) (?:trials?|stud(?:y|ies)))\\b"
                      + ".*$"),
          Rule.named("advice", NOTHING, 0.9, SENTENCE, "tells the prescriber what to do")
              .sentence(
                  "^(?!.*\\bindicated\\b).*\\b(?:should|must|prior to"
                      + "|before (?:initiating|prescribing|starting)|caution|clinicians?"
                      + "|physicians?|prescribers?|consultation|desirable)\\b"),
          Rule.named("harm", NOTHING, 0.8, SENTENCE, "something the drug may do")
              .sentence(
                  "\\bincreased? (?:the )?(?:risk|potential|incidence)"
                      + "(?! (?:of|for) (?!\\w+ (?:toxicity|reaction)))"
                      + "|\\b(?:may|can|could) (?:cause|result|lead|increase|develop|occur"
                      + "|produce)\\b|\\bbecause of the (?:\\w+ )?risk"
                      + "|\\brisks? (?:associated|with)"),
          Rule.named("cause", NOTHING, 0.6, ANYWHERE, "the cause of what is treated")
              .before(
                  "\\b(?:due to|because of|caused by|secondary to|resulting from|as a result of"
                      + "|(?:injury|damage|deficiency) from)\\b"
                      + NO_AIM
                      + "[^.;]*$"),
          Rule.named("comorbid", NOTHING, 0.8, ANYWHERE, "what the patient has besides")
              .before(
                  "\\b"
                      + PEOPLE
                      + "\\b[^.;]{0,40}\\b(?:with|who have|having|experiencing|undergoing)\\b"
                      + "[^.;,]{0,30}$")
              .mention(
                  "^(?:aids|hiv infections?|cancer|weight loss"
                      + "|(?:renal|hepatic|kidney|liver) .*)$"),
          // What is left of sentences: those that say what the drug is for.
          Rule.named("indicated-patients", INDICATION, 0.89, SENTENCE, "indicated in who has this")
              .sentence(INDICATED)
              .before(
                  "\\b"
                      + PEOPLE
                      + "\\b[^.;]{0,50}\\b(?:with|who have|having|suffering from|experiencing)\\b"
                      + "[^.;]*$"),
          Rule.named("indicated-associated", INDICATION, 0.9, SENTENCE, "goes with what is treated")
              .sentence(INDICATED)
              .before("\\bassociated with\\b[^.;]*$"),
          Rule.named("indicated", INDICATION, 0.92, SENTENCE, "the sentence says indicated")
              .sentence(INDICATED),
          Rule.named("purpose", INDICATION, 0.82, SENTENCE, "the sentence says used for")
              .sentence(STATES),
          Rule.named("plain", NOTHING, 0.5, SENTENCE, "the sentence states no use"),
          // Headings and list items.
          Rule.named("item-of-limits", LIMITATION, 0.8, ITEM_OF_LIMITS, "listed as a limitation"),
          Rule.named("item-elsewhere", NOTHING, 0.7, ITEM_ELSEWHERE, "listed as something else"),
          Rule.named("item", INDICATION, 0.89, ITEM, "a heading or item under what is indicated"));

  /// A heading says less than the sentence under it: whoever wants statements may leave it out.
  static final Rule HEADING =
      Rule.named("heading", INDICATION, 0.6, ITEM, "the heading of a sentence that states a use");

  private static final Pattern STATING = Rule.of(STATES);

  private static final Pattern LIMITING =
      Rule.of(
          "\\blimitations? of use\\b|\\bnot (?:been )?(?:indicated|recommended|intended|for use)\\b"
              + "|\\bshould not be\\b|\\bcontraindicated\\b");

  private static final Pattern NEGATIVE =
      Rule.of(NOT_FOR + "|" + SHOULD_NOT + "(?: \\w+)?|\\blimitations? of use\\b");

  private IndicationRules() {}

  /// @param under what the fragment that the mention stands in is under; null for a sentence
  static Rule first(
      @Nullable Lead under, String sentence, String before, String mention, String after) {
    for (Rule rule : RULES) {
      if (rule.matches(under, sentence, before, mention, after)) {
        return rule;
      }
    }
    throw new IllegalStateException("no rule for the last case");
  }

  /// Whether a sentence says what the drug is for.
  static boolean states(Sentences.Sentence sentence) {
    return STATING.matcher(sentence.text()).find();
  }

  /// What the items after a sentence stand under.
  static Lead leads(Sentences.Sentence sentence) {
    if (LIMITING.matcher(sentence.text()).find()) {
      boolean list =
          sentence.isLead() || sentence.text().toLowerCase(Locale.ROOT).contains("limitation");
      return list ? Lead.LIMITS : Lead.OPEN;
    }
    return STATING.matcher(sentence.text()).find() || !sentence.isLead() ? Lead.OPEN : Lead.ELSE;
  }

  /// The words that make a sentence a limitation, null when they stand elsewhere.
  static @Nullable String limiting(String sentence) {
    Matcher matcher = NEGATIVE.matcher(sentence);
    return matcher.find() ? matcher.group() : null;
  }
}
