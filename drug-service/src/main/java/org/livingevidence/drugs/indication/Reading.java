package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;

/// How a statement was read from a label by rules. A statement that has this was made by no person;
/// one that a person entered or corrected never has it.
///
/// Offsets are in UTF-16 code units of the section's own text, as `/labels/{setId}` answers it.
///
/// @param review whether a curator has looked at it
/// @param rule the rule that decided, by name
/// @param because what the rule says, in a few words
/// @param confidence the share of that rule's decisions that experts confirmed, 0 to 1
/// @param heading of the section, null when it has none
/// @param words what names the condition, drug or population, as it stands
/// @param sentenceStart where the sentence begins
/// @param start where the words begin
/// @param end after them
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Reading(
    Review review,
    String rule,
    String because,
    BigDecimal confidence,
    @Nullable String heading,
    String words,
    int sentenceStart,
    int start,
    int end) {
  /// Stands for what a form sends back as it was read here.
  static final Reading SENT_BACK =
      new Reading(Review.UNREVIEWED, "", "", BigDecimal.ZERO, null, "", 0, 0, 0);

  /// What a form has: it is only told apart, never taken over.
  static @Nullable Reading sentBack(FormObject form) {
    form.ignore("reading");
    return form.has("reading") ? SENT_BACK : null;
  }
}
