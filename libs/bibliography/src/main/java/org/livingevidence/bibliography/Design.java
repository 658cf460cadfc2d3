package org.livingevidence.bibliography;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/// The kind of study, from the publication types; the first that applies. Its points order a
/// reading list and claim nothing about the quality of one study.
public enum Design {
  GUIDELINE(
      "guideline", 4.0, "practice guideline", "guideline", "consensus development conference"),
  META_ANALYSIS("meta-analysis", 4.0, "meta-analysis", "network meta-analysis"),
  SYSTEMATIC_REVIEW("systematic-review", 3.75, "systematic review"),
  RANDOMIZED_TRIAL(
      "randomized-trial",
      3.5,
      "randomized controlled trial",
      "equivalence trial",
      "pragmatic clinical trial"),
  TRIAL(
      "trial",
      2.5,
      "clinical trial",
      "controlled clinical trial",
      "adaptive clinical trial",
      "clinical trial, phase i",
      "clinical trial, phase ii",
      "clinical trial, phase iii",
      "clinical trial, phase iv"),
  OBSERVATIONAL(
      "observational",
      2.0,
      "observational study",
      "multicenter study",
      "comparative study",
      "evaluation study",
      "validation study",
      "twin study"),
  REVIEW("review", 1.5, "review", "scoping review"),
  CASE_REPORT("case-report", 0.75, "case reports"),
  OPINION("opinion", 0.25, "editorial", "comment", "letter", "news", "interview"),
  OTHER("other", 1.0);

  private final String label;
  private final long points;
  private final Set<String> types;

  Design(String label, double units, String... types) {
    this.label = label;
    this.points = Math.round(units * Rank.UNIT);
    this.types = Set.of(types);
  }

  /// The name used in the store, in JSON and in queries.
  public String label() {
    return label;
  }

  /// The points of this design in a [Rank], in micro-units.
  public long points() {
    return points;
  }

  /// The design that these publication type names tell.
  public static Design ofPublicationTypes(Collection<String> names) {
    for (Design design : values()) {
      for (String name : names) {
        if (design.types.contains(name.toLowerCase(Locale.ROOT))) {
          return design;
        }
      }
    }
    return OTHER;
  }

  /// The design of a stored [#label()].
  ///
  /// @throws IllegalArgumentException when there is no such design
  public static Design of(String label) {
    for (Design design : values()) {
      if (design.label.equals(label)) {
        return design;
      }
    }
    throw new IllegalArgumentException("no design is called " + label);
  }
}
