package org.livingevidence.drugs.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.Word;
import org.livingevidence.drugs.topic.NameKey;

/// What a curator decided of a statement that was read. It holds for the sentence that was judged:
/// when the label says it otherwise, the statement is to be looked at anew.
///
/// @param sentence that was judged
/// @param who by whom
/// @param why in the curator's words, null when nothing was given
@JsonInclude(JsonInclude.Include.NON_NULL)
record Decision(Kind decision, String sentence, String who, Instant at, @Nullable String why) {
  /// What can be decided.
  enum Kind implements Word {
    /// The label says so.
    CONFIRMED("confirmed"),
    /// The label does not say so.
    REJECTED("rejected"),
    /// A person's statement stands in its place.
    CORRECTED("corrected");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String word() {
      return word;
    }

    static Kind of(String word) {
      for (var kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalStateException("A stored decision is " + word);
    }
  }

  /// Whether it was made of this sentence; spelling of spaces and signs aside.
  boolean isOf(@Nullable String read) {
    return read != null && NameKey.of(sentence).equals(NameKey.of(read));
  }
}
