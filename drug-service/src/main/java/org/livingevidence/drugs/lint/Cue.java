package org.livingevidence.drugs.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words by which a sentence says that a drug is for something.
///
/// @param approval true when a regulator is said to have agreed
record Cue(int start, int end, boolean approval) {
  private static final Pattern APPROVAL =
      of(
          "\\b(?:approved|approval|authori[sz]ed|authori[sz]ation|licen[sc]ed|(?<!as )indicated)"
              + "(?! (?:by|dose|form|route)\\b)");

  private static final Pattern USE =
      of(
          "\\beffective (?:\\w+ ){0,2}(?:in|for|against)\\b"
              + "|\\bused (?:\\w+ ){0,2}(?:for|in|to treat|to manage|when|after)\\b"
              + "|\\btreatment (?:of|for)\\b|\\btreats?\\b|\\btreated with\\b|\\bto treat\\b"
              + "|\\b(?:given|prescribed) (?:for|in)\\b|\\bworks? (?:well )?(?:in|for|against)\\b"
              + "|\\b(?:reduc|reliev|improv)\\w+ (?:the )?(?:signs|symptoms)\\b");

  private static final Pattern NOT_BEFORE =
      of("(?:\\b(?:not|no|never|neither|nor|without|cannot|nowhere)\\b|n['’]t\\b)[^,;:.]{0,60}$");
  private static final Pattern NOT_AFTER =
      of("^\\W*(?:for|in|of)?\\s*(?:neither|none|nothing|no)\\b");

  /// What makes a sentence say something else than that a drug is for something.
  private static final Pattern HEDGED =
      of(
          "\\boff[- ]label\\b|\\b(?:investigational|experimental|hypothes\\w+|promising|pending)\\b"
              + "|\\bunder (?:study|investigation|review)\\b|\\bstud(?:y|ies|ied)\\b|\\btrials?\\b"
              + "|\\bcase (?:reports?|series)\\b|\\breport(?:s|ed)?\\b|\\borphan\\b|\\bdesignat\\w+"
              + "|\\b(?:may|might|could|would|if|whether)\\b|\\bbeing (?:tested|developed)\\b"
              + "|\\b(?:refused|rejected|withdrawn|revoked|formerly|previously|until|no longer)\\b");

  private static Pattern of(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /// The first in a sentence that is not denied, or null when it says no such thing. Where it
  /// speaks of an approval anywhere, it is about an approval.
  static @Nullable Cue in(String sentence) {
    if (sentence.strip().endsWith("?") || HEDGED.matcher(sentence).find()) {
      return null;
    }
    var approval = first(APPROVAL, sentence, true);
    var use = first(USE, sentence, false);
    if (approval == null || use == null) {
      return approval == null ? use : approval;
    }
    return new Cue(Math.min(approval.start, use.start), Math.min(approval.end, use.end), true);
  }

  private static @Nullable Cue first(Pattern cue, String sentence, boolean approval) {
    Matcher matcher = cue.matcher(sentence);
    while (matcher.find()) {
      if (!NOT_BEFORE.matcher(sentence.substring(0, matcher.start())).find()
          && !NOT_AFTER.matcher(sentence.substring(matcher.end())).find()) {
        return new Cue(matcher.start(), matcher.end(), approval);
      }
    }
    return null;
  }
}
