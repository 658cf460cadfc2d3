package org.livingevidence.drugs.lint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Restriction;
import org.livingevidence.drugs.indication.Source;
import org.livingevidence.drugs.monograph.Reference;

/// One thing that is wrong at one place of an article.
///
/// @param code the rule's
/// @param pointer where, a JSON Pointer into the article
/// @param excerpt the words that it is about
/// @param message what is wrong, in a sentence
/// @param against the statements and sources that say otherwise
/// @param related other places that have a part in it
@JsonInclude(Include.NON_EMPTY)
public record Finding(
    String code,
    Severity severity,
    String pointer,
    @Nullable String excerpt,
    String message,
    List<Against> against,
    List<String> related) {
  private static final int LONGEST_EXCERPT = 300;

  public Finding {
    against = List.copyOf(against);
    related = List.copyOf(related);
    if (excerpt != null && excerpt.length() > LONGEST_EXCERPT) {
      excerpt = excerpt.substring(0, LONGEST_EXCERPT).strip() + "…";
    }
  }

  /// A finding about the place alone.
  static Finding at(
      String code, Severity severity, String pointer, @Nullable String excerpt, String message) {
    return new Finding(code, severity, pointer, excerpt, message, List.of(), List.of());
  }

  /// What a finding is held against.
  ///
  /// @param kind `indication`, `restriction` or `reference`
  /// @param id of the statement within its drug
  /// @param name of the condition, or of what the restriction is against, or the source's title
  /// @param stands the status or the force
  /// @param number of a reference
  @JsonInclude(Include.NON_EMPTY)
  public record Against(
      String kind,
      @Nullable String drug,
      @Nullable String id,
      String name,
      @Nullable String jurisdiction,
      @Nullable String stands,
      @Nullable String since,
      @Nullable Source source,
      @Nullable Integer number) {
    static Against of(String drug, Indication held) {
      return new Against(
          "indication",
          drug,
          held.id(),
          held.condition().name(),
          held.jurisdiction(),
          held.status().word(),
          held.validFrom(),
          held.source(),
          null);
    }

    static Against of(String drug, Restriction held) {
      return new Against(
          "restriction",
          drug,
          held.id(),
          held.against().name(),
          held.jurisdiction(),
          held.force().word(),
          null,
          held.source(),
          null);
    }

    static Against of(Reference reference) {
      return new Against(
          "reference",
          null,
          null,
          reference.title(),
          reference.jurisdiction(),
          null,
          reference.date() == null ? reference.year() : reference.date(),
          null,
          reference.number());
    }
  }
}
