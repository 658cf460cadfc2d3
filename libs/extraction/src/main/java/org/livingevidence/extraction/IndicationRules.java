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
import java.util.stream.Stream;

/// The rules for mentions in sections on indications, in the order in which they are tried: the
/// first that matches decides.
final class IndicationRules {
  /// A condition that only tells in whom another is treated.
  static final String BACKGROUND = "background";

  static final String PEOPLE =
      "(?:patients?|adults?|children|men|women|individuals|subjects|persons?|people)";

  private static final String AIM =
      "(?:treatment|management|relief|prevention|prophylaxis|control|therapy|maintenance"
          + "|reduction|suppression|eradication)";

  /// Not what is to be done as, when or if something else is indicated.
  private static final String INDICATED =
      "\\bindicated\\b(?<!\\b(?:not|as|when|if|where|unless|otherwise|clinically|medically) indicated)"
          + "(?<!\\b(?:when|if|whom|which) [^,.;]{1,60} (?:is|are) indicated)";

  /// A sentence that says what the drug is for.
  static final String STATES =
      INDICATED
          + "(?! when)"
          + "|\\b(?:may|can|also|is|are) be(?:en)? used\\b|\\b(?:is|are) used\\b"
          + "|\\bused (?:to treat|for|as|in)\\b|\\b(?:useful|effective) (?:in|for|as|against)\\b"
          + ("|\\b(?:in|for|as) (?:the )?(?:[\\w/-]+ ){0,4}" + AIM + " (?:of|for|in)\\b")
          + "|\\bto (?:treat|prevent|relieve|reduce|control|manage|improve|induce|maintain)\\b";

  static final String NOT_FOR =
      "\\b(?:not|nor|never) (?:been )?(?:found )?(?:\\w+ )?"
          + "(?:indicated|recommended|intended|effective|useful|appropriate|beneficial|approved"
          + "|tested)\\b";

  static final String SHOULD_NOT = "\\b(?:should not|must not|should never|cannot) be\\b";
  /// Words that stand before a name without being part of one.
  private static final String NO_NAME =
      "\\b(?:of|the|a|an|and|or|with|for|in|to|from|by|as|metastatic|advanced|active|acute|chronic"
          + "|severe|recurrent|refractory|relapsed|solid|malignant|unresectable|invasive|primary"
          + "|treat|prevent|other|certain|such|against|duodenal|benign)";

  /// Nothing that the drug is meant to do comes between.
  private static final String NO_AIM = "(?!.*\\bto (?:reduce|prevent|treat|relieve|lower)\\b)";

  /// Something that the drug, or something else, does.
  private static final String HARMS =
      "\\bincreased? (?:the )?(?:risk|potential|incidence)"
          + "(?! (?:of|for) (?!\\w+ (?:toxicity|reaction)))"
          + "|(?<!which )\\b(?:may|can|could) (?:cause|result|lead|increase|develop|occur|produce|induce|mask)\\b"
          + "|\\bcauses? an? (?:\\w+ )?rate\\b|\\bbecause of the (?:\\w+ )?risk"
          + "|\\brisks? (?:associated|with)|\\bpotential for\\b";

  /// Mentions that say of themselves that they are not what is treated.
  static final List<Rule> NOT_TREATED =
      List.of(
          Rule.named("generic", NOTHING, 0.9, ANYWHERE, "too general to be a condition")
              .mention("^(?:infections?|deaths?|pathogens?|toxicity|lesions?)$"),
          Rule.named("head-only", NOTHING, 0.8, ANYWHERE, "the end of a name that is not known")
              .mention(
                  "^(?:tumou?rs?|cancers?|carcinomas?|adenocarcinomas?|neoplasms?|lymphomas?"
                      + "|sarcomas?|leukemias?|ulcers?|deficienc(?:y|ies)|diseases?)$")
              .before("(?<!" + NO_NAME + ")(?<=[a-z]) $|\\($|\\banti[- ]$"),
          Rule.named("marker", NOTHING, 0.9, ANYWHERE, "what a test shows, not what is treated")
              .mention(".[ -](?:positive|negative|deficient)$|^microsatellite instability"),
          Rule.named("marker-of", NOTHING, 0.9, ANYWHERE, "what a test shows, not what is treated")
              .after("^[ -](?:positive|negative)\\b"),
          Rule.named("whose", NOTHING, 0.9, ANYWHERE, "says more of what the patient has")
              .before("\\bwhose\\b[^,;:.]{0,100}$"),
          Rule.named("intolerance", NOTHING, 0.9, ANYWHERE, "what the patient does not bear")
              .mention("^(?:allergic|hypersensitiv\\w+|intoleran\\w+)$")
              .after("^[^.;,]{0,20}\\bto\\b"),
          Rule.named("history", NOTHING, 0.9, ANYWHERE, "something the patient has had")
              .before("\\bhistory (?:of|or)\\b" + NO_AIM + "[^.;]{0,60}$"),
          Rule.named("risk-factor", NOTHING, 0.9, ANYWHERE, "something the patient may get")
              .before(
                  "\\b(?:risk factors?|at (?:\\w+ ){0,2}risk) (?:for|of)\\b"
                      + NO_AIM
                      + "[^.;]{0,60}$"),
          Rule.named("risk-of-drug", NOTHING, 0.9, ANYWHERE, "what the drug may do")
              .before(
                  "\\b(?:because of|due to|owing to|given) (?:the )?(?:\\w+ ){0,2}risks? (?:of|for|to)\\b[^.;]*$"),
          Rule.named("absence", NOTHING, 0.7, ANYWHERE, "something the patient has not")
              .before(
                  "\\b(?:(?<!or )without|in the absence of|other than|except(?: for)?|excluding"
                      + "|not (?:related|due) to|unless)\\b[^.;]{0,60}$"
                      + "|\\b(?:(?:do|does|did) not have|no evidence of|free of)\\b[^.;,]{0,60}$"),
          Rule.named("symptoms", NOTHING, 0.8, ANYWHERE, "an example of its symptoms")
              .before(
                  "\\b(?:symptoms|manifestations|signs)\\b[^.;()]{0,40}\\((?:e\\.g\\.,? |such as )?[^()]*$"),
          Rule.named("likened", NOTHING, 0.85, ANYWHERE, "what its symptoms are likened to")
              .before(
                  "\\b(?:such as|like|similar to) (?:those|that) (?:seen|found|observed|occurring)"
                      + " (?:in|with)\\b(?:(?!\\bindicated\\b)[^.;])*$"),
          Rule.named("people", NOTHING, 0.85, ANYWHERE, "tells of which patients are spoken")
              .mention("^\\w+$")
              .after("^ (?:" + PEOPLE + "|outpatients|inpatients|population)\\b"),
          Rule.named("procedure", NOTHING, 0.85, ANYWHERE, "part of the name of something else")
              .after(
                  "^ (?:chemotherapy|surgery|replacement(?! therapy)|transplant(?:ation|s)?|extraction|vaccine|immunization|control program"
                      + "|therapy program|classification|education program|guidelines|risk"
                      + "|scores?|virus|management|relief|syndromes?|aberrations?|proportion score|antigens?|cells)"),
          Rule.named("modifier", NOTHING, 0.7, ANYWHERE, "a quality of what follows")
              .mention("^[a-z]+(?:ic|ive|obese)$")
              .after(
                  "^ (?!and\\b|or\\b)[a-z]|^(?:,? (?:and|or)|,) [\\w, ]{0,40}\\b(?:origin|etiology|nature)\\b"),
          Rule.named("resistance", NOTHING, 0.95, ANYWHERE, "on the prudent use of antibacterials")
              .sentence("drug[- ]resistant bacteria|proven or strongly suspected"),
          Rule.named("class-benefit", NOTHING, 0.9, ANYWHERE, "on the benefit of a whole class")
              .sentence(
                  "\\blowering (?:of )?(?:the )?blood pressure\\b.*\\b(?:reduc|lower|decreas)es|\\bcomprehensive\\b"
                      + "|\\bpublished guidelines\\b|\\bsee (?:\\w+ ){0,5}guidelines"));

  private static final List<Rule> USES =
      List.of(
          // Sentences about something else.
          Rule.named("criteria", NOTHING, 0.9, SENTENCE, "says how a disease is recognised")
              .before(
                  "\\b(?:is|are) characteri[sz]ed by|\\bimplies\\b|\\bcorrespond(?:s|ed)? "
                      + "|\\bessential feature|\\bis defined|diagnostic and statistical manual"
                      + "|\\bDSM[ -]?[IV]+.{0,30}(?:category|criteria)"
                      + "|\\bfollowing (?:\\w+ )?symptoms"),
          Rule.named("criteria-after", NOTHING, 0.9, SENTENCE, "says how a disease is recognised")
              .sentence(
                  "^(?!.*\\bindicated (?:for|in|as|to)\\b).*(?:\\b(?:is|are) characteri[sz]ed by"
                      + "|\\bimplies\\b|\\bcorrespond(?:s|ed)? |\\bis defined|\\bessential feature)"),
          Rule.named("harm-before", NOTHING, 0.8, SENTENCE, "something that is done to the patient")
              .before("(?:" + HARMS + ")[^.;]*$"),
          Rule.named("other-drug", NOTHING, 0.9, SENTENCE, "about another drug")
              .sentence("^(?!.*\\bindicated\\b).*\\bdrugs? of choice\\b"),
          Rule.named("other-measure", NOTHING, 0.9, SENTENCE, "what may do without the drug")
              .sentence(
                  "^(?!.*\\bindicated\\b).*\\b(?:diet|dietary management|exercise|weight loss)"
                      + "(?: alone)? (?:may|can) be (?:effective|sufficient)\\b"),
          Rule.named("do-not-use", LIMITATION, 0.9, ANYWHERE, "the drug should not be used")
              .before("\\bdo not use\\b.*$"),
          Rule.named("with-caution", NOTHING, 0.9, ANYWHERE, "tells the prescriber what to do")
              .before("^\\W*(?:use|administer)\\b.*\\bcaution\\b.*$"),
          Rule.named("regimen", NOTHING, 0.8, ANYWHERE, "part of another treatment")
              .before("\\b(?:regimen|program) of (?:\\w+ )?$"),
          Rule.named("not-indicated", LIMITATION, 0.9, SENTENCE, "the drug is not for this")
              .before(NOT_FOR + ".*$"),
          Rule.named("should-not", LIMITATION, 0.9, SENTENCE, "the drug should not be used")
              .before(SHOULD_NOT + ".*$"),
          Rule.named("limitation", LIMITATION, 0.9, ANYWHERE, "a limitation of use")
              .before("\\blimitations?(?: of use\\b| ?:)"),
          Rule.named("not-shown", LIMITATION, 0.9, SENTENCE, "a use that was not shown")
              .before("^(?!.*\\bindicated (?:for|in|as|to)\\b)")
              .sentence(
                  "\\b(?:has|have|was|were|is|are) not (?:yet )?(?:been )?(?:\\w+ )?"
                      + "(?:established|studied|evaluated|demonstrated|shown|proven|known"
                      + "|determined|found)\\b|\\binsufficient (?:evidence|data|information|experience)\\b"
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
              .sentence("^(?!.*\\bindicated\\b).*(?:" + HARMS + ")"),
          Rule.named("cause", NOTHING, 0.6, ANYWHERE, "the cause of what is treated")
              .before(
                  "\\b(?:due to|because of|caused by|secondary to|resulting from|as a result of"
                      + "|(?:injury|damage|deficiency) from)\\b"
                      + NO_AIM
                      + "[^.;]*$"),
          Rule.named("afterwards", NOTHING, 0.7, ANYWHERE, "what came before what is treated")
              .before("(?<!\\bthe )\\bfollowing (?:an? |recent )?$"),
          Rule.named("comorbid", NOTHING, 0.8, ANYWHERE, "what the patient has besides")
              .before(
                  "\\b"
                      + PEOPLE
                      + "\\b[^.;]{0,40}\\b(?:with|who have|having|experiencing|undergoing)\\b"
                      + "[^.;,]{0,30}$")
              .mention(
                  "^(?:aids|hiv infections?|cancer|weight loss"
                      + "|(?:renal|hepatic|kidney|liver) (?:(?:function )?impairment|insufficiency"
                      + "|failure|dysfunction|diseases?|transplantation))$"),
          Rule.named("with-or-without", INDICATION, 0.6, ANYWHERE, "may be there or not")
              .sentence(INDICATED)
              .before("\\bwith(?:,? (?:and|or)|/)? ?without\\b[^.;,]{0,30}$"),
          Rule.named(
              BACKGROUND,
              INDICATION,
              0.7,
              Rule.Where.BACKGROUND,
              "tells in whom another is treated"),
          // "In patients with type 2 diabetes, ALPHA is indicated to reduce the risk of stroke."
          Rule.named("in-whom", INDICATION, 0.7, SENTENCE, "tells in whom another is prevented")
              .after("^[^.;]*\\bindicated to\\b")
              .before("\\bin (?:\\w+ ){0,3}" + PEOPLE + "\\b[^.;]*$"),
          // What is left of sentences: those that say what the drug is for.
          Rule.named("indicated-patients", INDICATION, 0.95, SENTENCE, "indicated in who has this")
              .sentence(INDICATED)
              .before(
                  "\\b"
                      + PEOPLE
                      + "\\b[^.;]{0,50}\\b(?:with|who have|having|suffering from|experiencing)\\b"
                      + "[^.;]*$"),
          Rule.named(
                  "indicated-associated", INDICATION, 0.95, SENTENCE, "goes with what is treated")
              .sentence(INDICATED)
              .before("\\bassociated with\\b[^.;]*$"),
          Rule.named("indicated", INDICATION, 0.94, SENTENCE, "the sentence says indicated")
              .sentence(INDICATED),
          Rule.named("purpose", INDICATION, 0.8, SENTENCE, "the sentence says used for")
              .sentence(STATES),
          Rule.named("plain", NOTHING, 0.5, SENTENCE, "the sentence states no use"),
          // Headings and list items.
          Rule.named("item-of-limits", LIMITATION, 0.8, ITEM_OF_LIMITS, "listed as a limitation"),
          Rule.named("item-elsewhere", NOTHING, 0.7, ITEM_ELSEWHERE, "listed as something else"),
          Rule.named(
                  "item-astray-aim",
                  INDICATION,
                  0.75,
                  Rule.Where.ITEM_ASTRAY,
                  "an item that says what for")
              .before("(?:" + STATES + "|\\bfor\\b|" + AIM + ").*$"),
          Rule.named("item-astray", INDICATION, 0.75, Rule.Where.ITEM_ASTRAY, "an item"),
          Rule.named("item", INDICATION, 0.87, ITEM, "a heading or item under what is indicated"));

  /// A heading says less than the sentence under it: whoever wants statements may leave it out.
  static final Rule HEADING =
      Rule.named("heading", INDICATION, 0.6, ITEM, "the heading of a sentence that states a use");

  static final List<Rule> RULES = Stream.concat(NOT_TREATED.stream(), USES.stream()).toList();

  private IndicationRules() {}
}
