package org.livingevidence.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.extraction.Statement.Force;
import org.livingevidence.extraction.Statement.Target;
import org.livingevidence.extraction.Statement.TargetKind;

/// What a sentence of a section on contraindications, warnings or interactions restricts.
///
/// The force is read first, in the source's words; then what it is about. A mention counts when the
/// words before it say that a patient has it, not that the drug may cause it.
final class Restrictions {
  private static final Set<String> CONTRAINDICATIONS = Set.of("34070-3", "smpc-4.3");

  /// What one needs to know before one takes a medicine, in EU package leaflets.
  static final String LEAFLET = "leaflet-2";

  /// Boxed warning, contraindications, warnings and cautions, warnings, drug interactions; 4.3 to
  /// 4.5 of EU product information.
  static final Set<String> SECTIONS =
      Set.of(
          "34066-1",
          "34070-3",
          "43685-7",
          "34071-1",
          "34073-7",
          "smpc-4.3",
          "smpc-4.4",
          "smpc-4.5",
          LEAFLET);

  /// @param id the rule's name
  /// @param needs one of these stands in every text that the pattern is found in; most sentences
  ///     have none, and are not searched
  private record Forced(
      String id, Force force, List<String> needs, Pattern words, double confidence) {

    /// @param lower the text in lower case
    boolean mayBeIn(String lower) {
      for (String each : needs) {
        if (lower.contains(each)) {
          return true;
        }
      }
      return false;
    }
  }

  /// The strongest that a sentence has is taken.
  private static final List<Forced> FORCES =
      List.of(
          new Forced(
              "contraindicated",
              Force.CONTRAINDICATED,
              List.of("contraindicat"),
              of("(?<!not )\\bcontraindicat(?:ed|ion)\\b"),
              0.9),
          new Forced(
              "not-recommended",
              Force.NOT_RECOMMENDED,
              List.of("not "),
              of(
                  "\\b(?:is |are )?not (?:generally )?(?:recommended|advised)\\b"
                      + "|\\b(?:should|must) not (?:be (?:used|given|administered|taken|initiated|started|combined|co-?administered)|use|take|receive)\\b"
                      + "|\\bdo not (?:use|administer|give|initiate|start|co-?administer|prescribe)\\b"),
              0.85),
          new Forced(
              "avoid",
              Force.AVOID,
              List.of("avoid"),
              of("\\b(?:should be )?avoid(?:ed)?\\b"),
              0.85),
          new Forced(
              "caution",
              Force.MONITOR,
              List.of("caution", "monitor", "supervis", "observ"),
              of(
                  "\\b(?:use(?:d)? )?(?:with )?(?:extreme |particular |great )?caution(?:ed|sly)?\\b"
                      + "|\\bmonitor(?:ed|ing)?\\b|\\bclose(?:ly)? (?:supervis|observ)\\w+"),
              0.75));

  /// Those of package leaflets, which speak to the patient. What stands under "do not use" is what
  /// the product information lists as contraindications.
  private static final List<Forced> LEAFLET_FORCES =
      List.of(
          new Forced(
              "leaflet-do-not-use",
              Force.CONTRAINDICATED,
              List.of("not "),
              of("\\b(?:do not|must not|should not) (?:use|take|have|be given|receive)\\b"),
              0.7),
          new Forced(
              "leaflet-ask",
              Force.MONITOR,
              List.of("your "),
              of("\\b(?:talk to|tell|ask|check with|speak to) your (?:doctor|pharmacist)\\b"),
              0.6));

  /// What is no heading of its own.
  private static final Pattern IN_LIST = Pattern.compile("^[•·●▪■∙∘○◦‣\\p{Ll}-]");

  /// An item that a leaflet begins like a clause.
  private static final Pattern IF_YOU = of("^[\\W]*(?:if|when) (?:you|your)\\b");

  /// The words before a mention that make it the patient's.
  private static final Pattern HAS =
      of(
          "\\b(?:in|to|for|of|by|with) (?:[\\w-]+ ){0,5}?(?:patients?|persons?|people|individuals|adults|children|women|men|those|anyone|subjects)\\b[^.;]{0,80}?\\b(?:with|who (?:have|had|are)|having|suffering from)\\b[^.;]{0,120}$"
              + "|\\bpatients? (?:with|who have|having)\\b[^.;]{0,120}$"
              + "|\\b(?:history|presence|setting) of\\b[^.;]{0,80}$"
              + "|\\b(?:known|suspected|active|uncontrolled|pre-?existing|underlying|concurrent|severe|acute)(?: \\w+){0,2} $"
              + "|\\b(?:hypersensitivity|allergy|allergic)\\b[^.;]{0,40}$"
              + "|\\b(?:in|during|with)(?: the)?(?: \\w+){0,3} $"
              + "|\\bif (?:you|your child)\\b[^.;]{0,20}\\b(?:have|has|had|suffer(?:ed)? from|are|get)\\b[^.;]{0,80}$");

  /// The words before a mention that make it the drug's doing, or something else.
  private static final Pattern DOES =
      of(
          "\\b(?:cause[sd]?|causing|result(?:s|ed|ing)? in|lead(?:s|ing)? to|risk (?:of|for)|cases of|reports? of|reported|incidence of|develop(?:s|ed|ment)?|experience|signs|symptoms|such as|including|occurrence of|due to|because of|associated with|increase[sd]?|induce[sd]?|monitor(?:ed|ing)?(?: \\w+){0,3} for|evidence of|worsening of|potential for)\\b[^.;]{0,60}$");

  private static final Pattern HYPERSENSITIVE =
      of(
          "\\b(?:hypersensitivity|hypersensitive|allergy|allergic|anaphyla\\w+)(?: reactions?)?\\b[^.;]{0,40}\\bto\\b");

  private static final Pattern PEOPLE =
      of(
          "\\bpregnan(?:t women|t patients|t|cy)\\b|\\b(?:nursing|lactating|breast-?feeding)(?: (?:mothers|women|infants))?\\b|\\b(?:pediatric patients|children|infants|neonates|adolescents)(?: (?:under|below|less than|younger than)(?: the age of)? \\d+ (?:years?|months?)(?: of age)?)?|\\b(?:elderly|geriatric)(?: patients)?\\b|\\bwomen of child-?bearing (?:potential|age)\\b|\\b(?:children|pediatric patients)\\b");

  private Restrictions() {}

  private static Pattern of(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /// The force of a sentence, in its own words.
  ///
  /// @param words null when the section alone says so
  record Found(
      String rule, Force force, @Nullable String words, String because, double confidence) {}

  /// @param under the force of the sentence that introduces the list that this stands in
  /// @return null when nothing is restricted
  static @Nullable Found force(String code, Sentence sentence, @Nullable Found under) {
    boolean leaflet = code.equals(LEAFLET);
    boolean item = isItem(code, sentence);
    String lower = sentence.text().toLowerCase(Locale.ROOT);
    for (Forced each : leaflet ? LEAFLET_FORCES : FORCES) {
      if (!each.mayBeIn(lower)) {
        continue;
      }
      Matcher matcher = each.words().matcher(sentence.text());
      if (matcher.find()) {
        return new Found(
            each.id(),
            each.force(),
            matcher.group().strip(),
            "the sentence says so",
            each.confidence());
      }
    }
    if (item) {
      if (under != null) {
        return new Found(
            under.rule() + "-item",
            under.force(),
            under.words(),
            "listed under such a sentence",
            leaflet ? under.confidence() : 0.85);
      }
      if (CONTRAINDICATIONS.contains(code)) {
        return new Found(
            "contraindications-item",
            Force.CONTRAINDICATED,
            null,
            "listed in the section on contraindications",
            0.8);
      }
    }
    return null;
  }

  /// Whether it is listed under a sentence before it.
  static boolean isItem(String code, Sentence sentence) {
    return code.equals(LEAFLET)
        ? IF_YOU.matcher(sentence.text()).find()
            || (sentence.isFragment() && IN_LIST.matcher(sentence.text()).find())
        : sentence.isFragment();
  }

  /// Whether a mention of a condition is what the sentence restricts.
  static boolean isAgainst(Found found, String before, String after, boolean fragment) {
    if (HYPERSENSITIVE.matcher(after).lookingAt()) {
      return true;
    }
    if (DOES.matcher(before).find() && !HAS_NEAR.matcher(before).find()) {
      return false;
    }
    return (fragment && found.rule().endsWith("-item"))
        || HAS.matcher(before).find()
        || isListed(found, before);
  }

  private static final Pattern HAS_NEAR =
      of(
          "\\b(?:patients?|those|women|individuals|children) (?:\\w+ ){0,3}(?:with|who have)(?: \\w+){0,4} $|\\bhistory of(?: \\w+){0,4} $");

  private static final Pattern LISTED = of("contraindicated (?:in|for|with)\\b[^.;]*$");

  /// `Contraindicated in A, B and C`.
  private static boolean isListed(Found found, String before) {
    return found.force() == Force.CONTRAINDICATED && LISTED.matcher(before).find();
  }

  /// The people that a sentence restricts the use in.
  static List<Place> people(String text) {
    List<Place> found = new ArrayList<>();
    Matcher matcher = PEOPLE.matcher(text);
    while (matcher.find()) {
      found.add(
          new Place(
              matcher.start(),
              matcher.end(),
              new Target(TargetKind.POPULATION, List.of(), matcher.group())));
    }
    return found;
  }

  /// Where a target stands in a sentence.
  record Place(int start, int end, Target target) {}
}
