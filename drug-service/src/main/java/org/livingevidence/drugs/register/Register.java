package org.livingevidence.drugs.register;

/// A register whose entries are held.
public enum Register {
  DRUGS_AT_FDA("drugs-at-fda", "Drugs@FDA"),
  ORPHAN_LIST("fda-orphan-drugs", "FDA Orphan Drug Designations and Approvals"),
  RXNORM_BY_UNII("rxnorm-by-unii", "RxNorm concepts by UNII");

  /// The release of a register whose files bear no date.
  public static final String UNDATED = "undated";

  private final String word;
  private final String title;

  Register(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /// As it is stored, and named as a kind of import.
  public String word() {
    return word;
  }

  /// For people.
  public String title() {
    return title;
  }
}
