package org.livingevidence.drugs.form;

import java.util.List;
import java.util.stream.Collectors;
import org.livingevidence.access.FieldError;

/// A form that cannot be right: every fault with its place.
public final class InvalidForm extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  public InvalidForm(List<FieldError> errors) {
    super(sentence(errors));
    this.errors = List.copyOf(errors);
  }

  /// The faults, at least one.
  public List<FieldError> errors() {
    return errors;
  }

  private static String sentence(List<FieldError> errors) {
    return errors.stream()
        .map(error -> error.field() + ": " + error.reason())
        .collect(Collectors.joining("; "));
  }
}
