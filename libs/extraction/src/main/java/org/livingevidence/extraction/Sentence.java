package org.livingevidence.extraction;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A stretch of a section's text that says one thing: a sentence, a heading or a list item.
///
/// @param bare the same without references, every character at its place
/// @param isFragment whether it is a heading or a list item rather than a sentence: it has no verb
///     of its own
record Sentence(String text, String bare, int start, int end, boolean isFragment) {
  private static final Set<String> FINITE =
      Set.of(
          "is",
          "are",
          "was",
          "were",
          "has",
          "have",
          "had",
          "should",
          "may",
          "can",
          "must",
          "will",
          "would",
          "does",
          "do",
          "implies",
          "correspond",
          "corresponds",
          "include",
          "includes",
          "require",
          "requires",
          "occur",
          "occurs",
          "reduces",
          "lowers",
          "increases",
          "provides",
          "suggest",
          "suggests",
          "consist",
          "consists",
          "persist",
          "persists",
          "results",
          "see",
          "last",
          "lasts",
          "invoke",
          "invokes",
          "provoke",
          "provokes",
          "evoke",
          "evokes",
          "arise",
          "arises",
          "affect",
          "affects",
          "produces",
          "depend",
          "depends",
          "varies",
          "appear",
          "appears",
          "remain",
          "remains",
          "become",
          "becomes",
          "seem",
          "seems",
          "represent",
          "represents",
          "lack",
          "lacks",
          "causes",
          "consult",
          "heal",
          "differ",
          "differs",
          "showed",
          "received",
          "died",
          "developed",
          "resulted",
          "occurred",
          "experienced",
          "evaluated",
          "demonstrated",
          "randomised",
          "randomized",
          "compared",
          "assessed");

  /// Nouns before "of", verbs otherwise.
  private static final Set<String> OR_NOUN = Set.of("lack", "lacks", "causes");

  /// What begins a clause that hangs on a noun, and makes no sentence of a heading.
  private static final Set<String> SUBORDINATING =
      Set.of(
          "when", "that", "which", "whose", "who", "whom", "where", "if", "unless", "except",
          "because");

  private static final int LONGEST = FINITE.stream().mapToInt(String::length).max().orElseThrow();

  /// Words that begin a sentence and no item of a list.
  private static final Pattern TURNS =
      Rule.of(
          "^\\W*(?:however|consequently|therefore|thus|hence|although|unlike|these|this|there|they"
              + "|in addition|additionally|furthermore|most|many|prior to|in considering|note)\\b");

  /// Whether a list follows: what it leads to is missing in it. Some sources lose the colon.
  boolean isLead() {
    return text.endsWith(":")
        || (Character.isLetter(text.charAt(text.length() - 1)) && !isFragment);
  }

  static boolean isFragment(String bare) {
    String said = Asides.withoutBrackets(bare);
    return !TURNS.matcher(said).lookingAt() && !hasVerb(said);
  }

  /// Whether there is a verb outside of clauses that hang on a noun. Every sentence of every label
  /// comes by here: words are looked up, which takes a fraction of what a pattern of them all does.
  static boolean hasVerb(String text) {
    int at = 0;
    while (at < text.length()) {
      if (!isWord(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < text.length() && isWord(text.charAt(end))) {
        end++;
      }
      if (end - at <= LONGEST) {
        String word = text.substring(at, end).toLowerCase(Locale.ROOT);
        if (at > 0 && (SUBORDINATING.contains(word) || isAsSeen(text, word, end))) {
          end = clauseEnd(text, end);
        } else if (FINITE.contains(word)
            && !(OR_NOUN.contains(word) && text.regionMatches(true, end, " of", 0, 3))) {
          return true;
        }
      }
      at = end;
    }
    return false;
  }

  private static boolean isAsSeen(String text, String word, int end) {
    return word.equals("as")
        && text.regionMatches(true, end, " seen", 0, 5)
        && (end + 5 == text.length() || !isWord(text.charAt(end + 5)));
  }

  private static int clauseEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != ';') {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
