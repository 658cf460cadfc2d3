package org.livingevidence.access;

import static java.util.Objects.requireNonNull;

/// One field at fault, as it stands in a problem's `errors`.
///
/// @param field where: a path as in `indications[0].population.ageMin`, or the name of a
/// parameter or header
/// @param reason what is wrong with it and what was expected, for a person
public record FieldError(String field, String reason) {
  public FieldError {
    requireNonNull(field, "field");
    requireNonNull(reason, "reason");
  }
}
