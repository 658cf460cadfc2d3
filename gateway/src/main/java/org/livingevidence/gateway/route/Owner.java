package org.livingevidence.gateway.route;

import java.util.Optional;

/// The services behind the gateway.
enum Owner {
  CITATION_SERVICE("citation-service", "c-"),
  DRUG_SERVICE("drug-service", "d-");

  private final String label;
  private final String importPrefix;

  Owner(String label, String importPrefix) {
    this.label = label;
    this.importPrefix = importPrefix;
  }

  /// Its name in paths, problems and settings.
  String label() {
    return label;
  }

  /// What the ids of its imports begin with.
  String importPrefix() {
    return importPrefix;
  }

  static Optional<Owner> ofLabel(String label) {
    return java.util.Arrays.stream(values()).filter(owner -> owner.label.equals(label)).findFirst();
  }

  static Optional<Owner> ofImport(String id) {
    return java.util.Arrays.stream(values())
        .filter(owner -> id.startsWith(owner.importPrefix))
        .findFirst();
  }
}
