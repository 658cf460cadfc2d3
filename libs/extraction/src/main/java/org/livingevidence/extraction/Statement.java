package org.livingevidence.extraction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a sentence of a label says for or against the drug's use.
///
/// @param kind what it says
/// @param target for what or against what
/// @param place where it stands
/// @param intent what the drug is given for; null for a restriction
/// @param population whom it covers, as far as the sentence says so
/// @param regimen alone, with what, in which line, in the source's words; null when not said
/// @param force how strongly a use is restricted; null for an indication
/// @param forceWords the same in the source's words
/// @param rule the rule that decided, by name
/// @param because what the rule says, in a few words
/// @param confidence the share of that rule's mentions that stand in words that experts marked,
///     0 to 1
public record Statement(
    Kind kind,
    Target target,
    Place place,
    @Nullable Intent intent,
    Population population,
    @Nullable String regimen,
    @Nullable Force force,
    @Nullable String forceWords,
    String rule,
    String because,
    double confidence) {

  /// How statements are made here; a person's are made otherwise.
  public static final String METHOD = "label";

  /// What a statement says.
  public enum Kind {
    /// The drug is for this.
    INDICATION,
    /// The section on indications says that the drug is not for this.
    LIMITATION,
    /// The drug is not to be used, or with care, with this.
    RESTRICTION
  }

  /// What a restriction is against; an indication is always for a condition.
  public enum TargetKind {
    CONDITION,
    /// A drug or a class of drugs.
    DRUG,
    POPULATION
  }

  /// @param concepts ids of the dictionary, sorted; several when the words could mean any of them,
  ///     none for a population
  /// @param words as they stand
  public record Target(TargetKind kind, List<String> concepts, String words) {
    /// Keeps its own copy of the list.
    public Target {
      concepts = List.copyOf(concepts);
    }
  }

  /// Offsets are in UTF-16 code units of the section's text as it was given.
  ///
  /// @param section its index among the sections given
  /// @param code the section's code, of LOINC in the US, such as `smpc-4.1` in the EU
  /// @param sentence verbatim, with the heading or list item that it may be
  /// @param start of the sentence
  /// @param end after the sentence
  /// @param targetStart where what it is about stands
  /// @param targetEnd after it
  public record Place(
      int section,
      String code,
      String sentence,
      int start,
      int end,
      int targetStart,
      int targetEnd) {}

  /// What a drug is given for.
  public enum Intent {
    TREATMENT,
    /// Management, control.
    MANAGEMENT,
    /// Relief of a complaint.
    RELIEF,
    PREVENTION,
    RISK_REDUCTION,
    /// Maintenance of what another treatment reached.
    MAINTENANCE,
    REDUCTION_OF_RECURRENCE,
    DIAGNOSIS
  }

  /// How strongly a use is restricted.
  public enum Force {
    CONTRAINDICATED,
    NOT_RECOMMENDED,
    AVOID,
    MONITOR
  }
}
