package org.livingevidence.extraction;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the words around a mention say of it. Every pattern that is there has to be found.
///
/// @param id its name, which a statement carries
/// @param because the same in a few words
/// @param confidence the share of its mentions that stand in words that experts marked
/// @param where in what kind of text it holds
/// @param sentence in the sentence
/// @param before in what stands before the mention in its sentence
/// @param mention in the mention
/// @param after in what stands after it
record Rule(
    String id,
    Verdict verdict,
    String because,
    double confidence,
    Where where,
    @Nullable Pattern sentence,
    @Nullable Pattern before,
    @Nullable Pattern mention,
    @Nullable Pattern after) {

  /// What a rule makes of a mention.
  enum Verdict {
    INDICATION,
    LIMITATION,
    NOTHING
  }

  /// What a heading or a list item stands under.
  enum Lead {
    /// Nothing yet, or what is indicated.
    OPEN,
    /// A sentence that says neither what is indicated nor what is not.
    ASTRAY,
    /// A limitation of use.
    LIMITS,
    /// Something else: symptoms, studies, advice.
    ELSE
  }

  /// In what kind of text a rule holds.
  enum Where {
    ANYWHERE,
    /// In a sentence with a verb of its own.
    SENTENCE,
    ITEM,
    ITEM_ASTRAY,
    ITEM_OF_LIMITS,
    ITEM_ELSEWHERE,
    /// Of a condition that only tells in whom another is treated.
    BACKGROUND;

    private boolean holds(Surroundings around) {
      Lead under = around.under();
      return switch (this) {
        case ANYWHERE -> true;
        case BACKGROUND ->
            around.isBackground() && (under == null || under == Lead.OPEN || under == Lead.ASTRAY);
        case SENTENCE -> under == null;
        case ITEM -> under == Lead.OPEN;
        case ITEM_ASTRAY -> under == Lead.ASTRAY;
        case ITEM_OF_LIMITS -> under == Lead.LIMITS;
        case ITEM_ELSEWHERE -> under == Lead.ELSE;
      };
    }
  }

  static Rule named(String id, Verdict verdict, double confidence, Where where, String because) {
    return new Rule(id, verdict, because, confidence, where, null, null, null, null);
  }

  Rule sentence(String regex) {
    return new Rule(id, verdict, because, confidence, where, of(regex), before, mention, after);
  }

  Rule before(String regex) {
    return new Rule(id, verdict, because, confidence, where, sentence, of(regex), mention, after);
  }

  Rule mention(String regex) {
    return new Rule(id, verdict, because, confidence, where, sentence, before, of(regex), after);
  }

  Rule after(String regex) {
    return new Rule(id, verdict, because, confidence, where, sentence, before, mention, of(regex));
  }

  static Pattern of(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /// The first that matches; the last of a list matches whatever is left.
  static Rule first(List<Rule> rules, Surroundings around) {
    for (Rule rule : rules) {
      if (rule.matches(around)) {
        return rule;
      }
    }
    throw new IllegalStateException("no rule for the last case");
  }

  private boolean matches(Surroundings around) {
    return where.holds(around)
        && (mention == null || around.inMention(mention))
        && (after == null || around.after(after))
        && (before == null || around.before(before))
        && (sentence == null || around.inSentence(sentence));
  }
}
