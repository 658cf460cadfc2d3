package org.livingevidence.extraction;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a heading ends that a source has glued to the sentence under it: `1.2 Gout ALPHA is
/// indicated for …`. It goes as far as the drug, and what the label calls the drug is what it says
/// elsewhere to be indicated, or to be this or that.
final class Headings {
  private static final String FORMS =
      "(?:tablets?|capsules?|injections?|solutions?|suspensions?|creams?|gels?|ointments?|lotions?"
          + "|foams?|sprays?|patch(?:es)?|powders?|syrups?|drops|oral|nasal|topical|ophthalmic"
          + "|inhalation|intravenous|extended-release|delayed-release|USP|HCl|HBr|XR|ER|SR|LA|CD|IV)";

  /// What the drug goes by: a name, then forms, salts and what stands in brackets.
  private static final Pattern SUBJECT =
      Pattern.compile(
          "\\b(?!(?i:"
              + FORMS
              + ")\\b)(\\p{Lu}[\\p{L}\\d-]+)(?:[ ®™]+(?:(?i:"
              + FORMS
              + ")|\\p{Ll}[\\p{Ll}-]{2,}|\\([^()]{2,60}\\))){0,5}[ ®™]+(?:is|are) (?:also |an? |the )?"
              + "(?:[^.:;]{0,100}\\b)?indicated\\b");

  private static final Pattern SMALL = Pattern.compile("\\p{Ll}.*");
  private static final Pattern OPEN_END =
      Pattern.compile(
          "(?i:.*(?:[,:;(-]|\\b(?:with|of|for|and|or|to|in|the|by|an?|on|if|when|as|that|both|use"
              + "|than|receiving|taking|from|using|while|after|before)))",
          Pattern.DOTALL);

  private static final int LONGEST = 160;

  private final Set<String> drugs = new HashSet<>();

  /// @param text of a section
  Headings(String text) {
    if (!saysIndicated(text)) {
      return;
    }
    Matcher subject = SUBJECT.matcher(text);
    int at = 0;
    while (at < text.length() && subject.find(at)) {
      drugs.add(subject.group(1));
      at = subject.end();
    }
  }

  /// The pattern needs that word; without it, as in most sections, it would try every capital.
  private static boolean saysIndicated(String text) {
    int at = text.indexOf("indicated");
    while (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
      at = text.indexOf("indicated", at + 1);
    }
    return at > 0;
  }

  /// How much of a sentence is a heading, 0 when nothing is.
  int length(String sentence) {
    if (drugs.isEmpty()) {
      return 0;
    }
    int end = Math.min(sentence.length(), LONGEST);
    int word = 0;
    int capitals = 0;
    int small = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || !isWord(sentence.charAt(i))) {
        if (i > word) {
          String token = sentence.substring(word, i);
          if (word > 0 && drugs.contains(token) && capitals > small) {
            return isHeading(sentence, word) ? word : 0;
          }
          if (token.length() > 3) {
            if (SMALL.matcher(token).matches()) {
              small++;
            } else {
              capitals++;
            }
          }
        }
        word = i + 1;
      }
    }
    return 0;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-';
  }

  private static boolean isHeading(String sentence, int end) {
    String front = sentence.substring(0, end).strip();
    return !front.isEmpty()
        && !OPEN_END.matcher(front).matches()
        && !Sentence.hasVerb(front)
        && sentence.substring(end).contains("indicated");
  }
}
