package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.topic.Meaning;
import org.livingevidence.drugs.topic.NameKey;

/// A condition by the name that the source or the curator gave it, with the topic it means when
/// that is known.
///
/// @param id the topic; absent while unresolved or ambiguous
/// @param name as stated; never replaced by the topic's own
/// @param match how the id came about
/// @param candidates what an ambiguous name may mean, in order of id
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConditionReference(
    @Nullable String id, String name, Match match, List<String> candidates) {
  static final Pattern TOPIC_ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*(:[A-Za-z0-9._-]+)?");
  static final String TOPIC_ID_EXPECTED = "a topic's id such as D001172, C557815 or MONDO:0011776";

  public ConditionReference {
    candidates = candidates == null ? List.of() : List.copyOf(candidates);
  }

  static ConditionReference read(FormObject form) {
    String id = form.code("id", TOPIC_ID, TOPIC_ID_EXPECTED);
    String name = form.requiredText("name", FormObject.LINE);
    if (!name.isEmpty() && NameKey.of(name).isEmpty()) {
      form.fault("name", "must have a letter or digit");
    }
    var match = form.word("match", Match.class);
    form.ignore("candidates");
    return entered(id, name, match);
  }

  /// What a text means by its words, as a dictionary found it.
  ///
  /// @param name the words
  /// @param meanings ids of topics: one, or all that the words may mean
  public static ConditionReference found(String name, List<String> meanings) {
    return switch (meanings.size()) {
      case 0 -> new ConditionReference(null, name, Match.UNRESOLVED, List.of());
      case 1 -> new ConditionReference(meanings.getFirst(), name, Match.NAMED, List.of());
      default -> new ConditionReference(null, name, Match.AMBIGUOUS, meanings);
    };
  }

  /// What a form states: an id is a choice unless the form repeats one that this service found.
  static ConditionReference entered(@Nullable String id, String name, @Nullable Match match) {
    boolean chosen = id != null && (match == null || match == Match.CHOSEN);
    return chosen
        ? new ConditionReference(id, name, Match.CHOSEN, List.of())
        : new ConditionReference(null, name, Match.UNRESOLVED, List.of());
  }

  /// The key that topics are looked up by.
  public String key() {
    return NameKey.of(name);
  }

  /// This condition with what its name means now; a choice stands.
  public ConditionReference resolved(Meaning meaning) {
    if (match == Match.CHOSEN) {
      return this;
    }
    return switch (meaning) {
      case Meaning.Known(String topicId) ->
          new ConditionReference(topicId, name, Match.NAMED, List.of());
      case Meaning.Unknown() -> new ConditionReference(null, name, Match.UNRESOLVED, List.of());
      case Meaning.Ambiguous(List<String> topicIds) ->
          new ConditionReference(null, name, Match.AMBIGUOUS, topicIds);
    };
  }

  /// This condition as entered, or the choice that an earlier statement of the same holds.
  ConditionReference keepingChoiceOf(@Nullable ConditionReference earlier) {
    return match != Match.CHOSEN && earlier != null && earlier.match == Match.CHOSEN
        ? new ConditionReference(earlier.id, name, Match.CHOSEN, List.of())
        : this;
  }
}
