package org.livingevidence.bibliography;

import java.util.Set;

/// What was studied, from the headings.
public enum Species {
  HUMAN("human"),
  ANIMAL("animal"),
  IN_VITRO("in-vitro"),
  UNSTATED("unstated");

  private static final String HUMANS = "D006801";
  private static final Set<String> ANIMALS = Set.of("D000818", "D051379", "D051381", "D023421");
  private static final Set<String> VITRO = Set.of("D066298", "D002460", "D002478");

  private final String label;

  Species(String label) {
    this.label = label;
  }

  /// The name used in the store, in JSON and in queries.
  public String label() {
    return label;
  }

  /// Human when people are among what was studied, else animal, else cells.
  public static Species ofHeadings(Set<String> headings) {
    if (headings.contains(HUMANS)) {
      return HUMAN;
    }
    if (headings.stream().anyMatch(ANIMALS::contains)) {
      return ANIMAL;
    }
    return headings.stream().anyMatch(VITRO::contains) ? IN_VITRO : UNSTATED;
  }

  /// The species of a stored [#label()].
  ///
  /// @throws IllegalArgumentException when there is no such species
  public static Species of(String label) {
    for (Species species : values()) {
      if (species.label.equals(label)) {
        return species;
      }
    }
    throw new IllegalArgumentException("no species is called " + label);
  }
}
