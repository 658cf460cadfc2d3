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
          "\\b(?:without|except|excluding|not|unless|but|although|while|whereas|unlike|because"
              + "|other than|rather than|instead of|history of|complicated|caus\\w+|risks?"
              + "|side effects?|adverse|worsen\\w*|monitor\\w*|reactions?|avoid\\w*|driv\\w+)\\b");

  /// `several inflammatory diseases` is not a condition that is named.
  private static final Pattern VAGUE =
      of(
          "\\b(?:several|some|certain|various|many|other|these|those|such|different|multiple|all"
              + "|a number of|a range of|a variety of)\\s+(?:[\\w-]+\\s+){0,3}$");

  /// `pain in rheumatoid arthritis` is about the arthritis.
  private static final Pattern BELONGS =
      of("^\\s*(?:in|of|from|due to|caused by|associated with)\\s+(?:[\\w-]+\\s+){0,3}$");

  private static final Pattern PEOPLE =
      of("\\b(?:patients|adults|people|children|adolescents|infants|with|who)\\b");

  /// `A in adults with B`: of the two, B when A is no more than a complaint, else A.
  private static final Pattern AMONG =
      of(
          "^\\s*in\\s+(?:[\\w-]+\\s+){0,3}"
              + "(?:patients|adults|people|children|adolescents|infants)\\b[^.;]*$");

  private static final Pattern COMPLAINT =
      of(
          "(?:damage|pain|swelling|stiffness|inflammation|fever|fatigue|flares?|lesions?|symptoms?)$");

  private static final Pattern LEADS = of("\\b(?:for|in|with|of|against)\\s+(?:[\\w-]+\\s+){0,3}$");

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

  /// The conditions that the drug is said to be for: those after the words of use, else those
  /// before them that a preposition leads in.
  static List<Mention> of(Sentence sentence, Cue cue, List<Mention> named) {
    String words = sentence.words();
    var after = new ArrayList<Mention>();
    var before = new ArrayList<Mention>();
    boolean among = false;
    for (int i = 0; i < named.size(); i++) {
      var mention = named.get(i);
      int start = mention.start() - sentence.start();
      int end = mention.end() - sentence.start();
      int next = i + 1 < named.size() ? named.get(i + 1).start() - sentence.start() : end;
      String lead = words.substring(0, start);
      String tail = words.substring(end, Math.max(end, next));
      boolean belongs =
          BELONGS.matcher(tail).matches() && next > end && !PEOPLE.matcher(tail).find();
      boolean passedOver = among;
      among = next > end && AMONG.matcher(tail).matches();
      if (among && COMPLAINT.matcher(mention.text()).find()) {
        passedOver = true;
        among = false;
      }
      if (belongs || passedOver || VAGUE.matcher(lead).find()) {
        continue;
      }
      if (start >= cue.end()) {
        if (!BLOCK.matcher(words.substring(cue.end(), start)).find()) {
          after.add(mention);
        }
      } else if (end <= cue.start() && LEADS.matcher(lead).find()) {
        before.add(mention);
      }
    }
    return after.isEmpty() ? before : after;
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
