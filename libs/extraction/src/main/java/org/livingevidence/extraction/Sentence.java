package org.livingevidence.extraction;

import java.util.regex.Pattern;

/// A stretch of a section's text that says one thing: a sentence, a heading or a list item.
///
/// @param bare the same without references, every character at its place
record Sentence(String text, String bare, int start, int end) {
  private static final Pattern FINITE =
      Rule.of(
          "\\b(?:is|are|was|were|has|have|had|should|may|can|must|will|would|does|do|implies|corresponds?|includes?|requires?|occurs?|reduces|lowers|increases|provides|suggests?|consists?|persists?|results|see|lasts?|(?:in|pro|e)vokes?|arises?|affects?|produces|depends?|varies|appears?|remains?|becomes?|seems?|represents?|lacks?(?! of)|causes(?! of)|consult|heal|differs?|showed|received|died|developed|resulted|occurred|experienced|evaluated|demonstrated|randomi[sz]ed|compared|assessed)\\b");

  /// What hangs on a noun, and makes no sentence of a heading.
  private static final Pattern SUBORDINATE =
      Rule.of(
          "(?<=.)\\b(?:when|that|which|whose|who|whom|where|if|unless|except|because|as seen|so that)\\b[^,;]*");

  /// Words that begin a sentence and no item of a list.
  private static final Pattern TURNS =
      Rule.of(
          "^\\W*(?:however|consequently|therefore|thus|hence|although|unlike|these|this|there|they"
              + "|in addition|additionally|furthermore|most|many|prior to|in considering|note)\\b");

  /// Whether a list follows: what it leads to is missing in it. Some sources lose the colon.
  boolean isLead() {
    return text.endsWith(":")
        || (Character.isLetter(text.charAt(text.length() - 1)) && !isFragment());
  }

  /// Whether it is a heading or a list item rather than a sentence: it has no verb of its own.
  boolean isFragment() {
    String said = Asides.withoutBrackets(bare);
    return !TURNS.matcher(said).find() && !hasVerb(said);
  }

  static boolean hasVerb(String text) {
    return FINITE.matcher(SUBORDINATE.matcher(text).replaceAll("")).find();
  }
}
