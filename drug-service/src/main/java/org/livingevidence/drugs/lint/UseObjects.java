package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.livingevidence.terminology.Mention;

/// What a sentence says that a drug is for, among all that it mentions.
final class UseObjects {
  /// Between the words of use and a condition, what makes it no object of theirs.
  private static final Pattern BLOCK =
      of(
          "\\b(?:without|except|excluding|not|unless|but|although|while|whereas|unlike|because|based"
              + "|other than|rather than|instead of|history of|complicated|caus\\w+|risks?|before"
              + "|earlier|had|which|whose|resembl\\w+|similar|mimic\\w*|side effects?|adverse"
              + "|worsen\\w*|monitor\\w*|reactions?|avoid\\w*|driv\\w+)\\b");

  /// Between two objects of one list, what makes the second no object any more.
  private static final Pattern BREAK =
      of(
          BLOCK.pattern()
              + "|\\b(?:to|that|who|by|is|are|was|were|can|may|must|should|has|have|both|each)\\b"
              + "|\\b(?:patients|adults|people|children|adolescents|infants) with\\b");

  private static final int FARTHEST = 160;

  /// `several inflammatory diseases` is not a condition that is named; `a form of CAPS` and
  /// `, one of the autoimmune diseases` say what kind another one is of.
  private static final Pattern VAGUE =
      of(
          "\\b(?:several|some|certain|various|many|other|these|those|such|different|multiple|all|both"
              + "|a number of|a range of|a variety of)\\s+(?:[\\w-]+\\s+){0,3}$"
              + "|\\b(?:forms?|types?|subtypes?|variants?|kinds?|members?|part|spectrum|group|family"
              + "|mildest|severest|rarest)\\s+(?:of|within|among)\\s+(?:[\\w-]+\\s+){0,3}$"
              + "|[(,]\\s*(?:an?|one of|the (?:most|least))\\s+(?:[\\w-]+\\s+){0,4}$");

  /// A condition of which something is said itself.
  private static final Pattern SUBJECT =
      of("^\\s*(?:must|should|is|are|was|were|can|may|has|have|had|occurs?)\\b");

  /// `pain in rheumatoid arthritis` is about the arthritis.
  private static final Pattern BELONGS =
      of("^\\s*(?:in|of|from|due to|caused by|associated with)\\s+(?:[\\w-]+\\s+){0,3}$");

  private static final Pattern PEOPLE =
      of("\\b(?:patients|adults|people|children|adolescents|infants|with|who)\\b");

  /// `pain in adults with rheumatoid arthritis`.
  private static final Pattern AMONG =
      of(
          "^\\s*in\\s+(?:[\\w-]+\\s+){0,3}(?:patients|adults|people|children|adolescents|infants)"
              + "\\s+(?:with|who have|having)\\s+(?:[\\w-]+\\s+){0,5}$");

  private static final Pattern COMPLAINT =
      of(
          "(?:damage|pain|swelling|stiffness|inflammation|fever|fatigue|flares?|lesions?|symptoms?)$");

  private static final Pattern LEADS = of("\\b(?:for|in|with|against)\\s+(?:[\\w-]+\\s+){0,3}$");

  private static final Pattern EXAMPLE =
      of("\\b(?:such as|like|for example|for instance|including|among|e\\.g)\\b");

  private static final Pattern CHILDREN =
      of("\\b(?:children|pa?ediatric|infants|adolescents|newborns|neonates|all ages)\\b");

  private static final Pattern NO_CHILDREN =
      of("\\b(?:not|no|neither|nor|without|except)\\b[^.;]{0,60}" + CHILDREN.pattern());

  /// A class of drugs, or a name with the stem of one, as what a sentence is about.
  private static final Pattern ANOTHER =
      of(
          "\\b(?:inhibitors|blockers|antagonists|antibodies|(?:cortico)?steroids|NSAIDs|DMARDs"
              + "|antihistamines|biologics|vaccines|drugs|medicines|medications|therapies|agents"
              + "|treatments|injections)\\b"
              + "|\\b\\w{3,}(?:mab|cept|kinra|tinib|ciclib|limus|prazole|statin|sartan|cillin|mycin"
              + "|oxacin|gliptin|gliflozin|prost|trexate|azine|quine|olone|isone|pril|dipine)\\b");

  private UseObjects() {}

  private static Pattern of(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /// The conditions that the drug is said to be for: those after the words of use that stand in one
  /// list, where none stand there the one before them that a preposition leads in.
  static List<Mention> of(Sentence sentence, Cue cue, List<Mention> named) {
    String words = sentence.words();
    var after = new ArrayList<Mention>();
    var before = new ArrayList<Mention>();
    boolean ended = false;
    boolean behind = false;
    for (int i = 0; i < named.size(); i++) {
      var mention = named.get(i);
      int start = mention.start() - sentence.start();
      int end = mention.end() - sentence.start();
      String lead = words.substring(0, start);
      String tail =
          i + 1 < named.size()
              ? words.substring(end, Math.max(end, named.get(i + 1).start() - sentence.start()))
              : "";
      behind |= start >= cue.end();
      if (end <= cue.start()) {
        if (LEADS.matcher(lead).find() && !VAGUE.matcher(lead).find()) {
          before.add(mention);
        }
      } else if (start >= cue.end() && !ended) {
        int from = after.isEmpty() ? cue.end() : after.getLast().end() - sentence.start();
        String gap = words.substring(from, start);
        ended = gap.length() > FARTHEST || (after.isEmpty() ? BLOCK : BREAK).matcher(gap).find();
        if (!ended && isObject(lead, mention.text(), tail, words.substring(end))) {
          after.add(mention);
        }
      }
    }
    boolean one = before.stream().map(Mention::concepts).distinct().count() == 1;
    return behind ? after : one ? before : List.of();
  }

  private static boolean isObject(String lead, String name, String tail, String rest) {
    boolean belongs = BELONGS.matcher(tail).matches() && !PEOPLE.matcher(tail).find();
    boolean complaint = COMPLAINT.matcher(name).find() && AMONG.matcher(tail).matches();
    return !belongs && !complaint && !VAGUE.matcher(lead).find() && !SUBJECT.matcher(rest).find();
  }

  static boolean isExample(Sentence sentence, Cue cue, Mention first) {
    int start = first.start() - sentence.start();
    return start > cue.end()
        && EXAMPLE.matcher(sentence.words().substring(cue.end(), start)).find();
  }

  static boolean namesChildren(Sentence sentence) {
    return CHILDREN.matcher(sentence.words()).find()
        && !NO_CHILDREN.matcher(sentence.words()).find();
  }

  static boolean isAboutAnother(String before) {
    return ANOTHER.matcher(before).find();
  }
}
