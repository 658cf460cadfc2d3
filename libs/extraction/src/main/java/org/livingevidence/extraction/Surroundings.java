package org.livingevidence.extraction;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.extraction.Rule.Lead;
import org.livingevidence.terminology.Mention;

/// The words around a mention, as rules see them: without references, and without the brackets that
/// the mention does not stand in.
final class Surroundings {
  private final Whole whole;
  private final String before;
  private final String mention;
  private final String after;
  private final boolean background;

  private Surroundings(
      Whole whole, String before, String mention, String after, boolean background) {
    this.whole = whole;
    this.before = before;
    this.mention = mention;
    this.after = after;
    this.background = background;
  }

  /// A sentence, and what was found in the whole of it already.
  static final class Whole {
    private final Sentence sentence;
    private final @Nullable Lead under;
    private final String outer;
    private final Map<Pattern, Boolean> found = new HashMap<>();

    /// @param under what a fragment is under; null for a sentence
    Whole(Sentence sentence, @Nullable Lead under) {
      this.sentence = sentence;
      this.under = under;
      this.outer = Asides.withoutBrackets(sentence.bare());
    }

    /// @param background whether a condition before it is what is treated, and this one only tells
    ///     in whom
    Surroundings of(Mention mention, boolean background) {
      int from = mention.start() - sentence.start();
      int to = mention.end() - sentence.start();
      Whole whole = this;
      if (outer.charAt(from) == ' ' && sentence.text().charAt(from) != ' ') {
        whole = new Whole(this, Asides.withoutBrackets(sentence.bare(), from));
      }
      String said = whole.outer;
      return new Surroundings(
          whole, said.substring(0, from), said.substring(from, to), said.substring(to), background);
    }

    private Whole(Whole whole, String said) {
      this.sentence = whole.sentence;
      this.under = whole.under;
      this.outer = said;
    }

    private boolean has(Pattern pattern) {
      return found.computeIfAbsent(pattern, each -> each.matcher(outer).find());
    }
  }

  @Nullable Lead under() {
    return whole.under;
  }

  boolean isBackground() {
    return background;
  }

  boolean inSentence(Pattern pattern) {
    return whole.has(pattern);
  }

  boolean before(Pattern pattern) {
    return pattern.matcher(before).find();
  }

  boolean inMention(Pattern pattern) {
    return pattern.matcher(mention).find();
  }

  boolean after(Pattern pattern) {
    return pattern.matcher(after).find();
  }
}
