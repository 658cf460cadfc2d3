package org.livingevidence.drugs.form;

import java.util.ArrayList;
import java.util.List;
import org.livingevidence.access.FieldError;

/// Collects every fault of one form, up to a number that a person still reads.
public final class FormErrors {
  private static final int MOST = 50;

  private final List<FieldError> found = new ArrayList<>();
  private boolean any;

  /// Notes a fault.
  ///
  /// @param path where, as in `indications[0].population.ageMin`; empty for the form itself
  public void add(String path, String reason) {
    any = true;
    if (found.size() < MOST) {
      found.add(new FieldError(path.isEmpty() ? "form" : path, reason));
    }
  }

  public boolean isEmpty() {
    return !any;
  }

  /// The faults in the order found, the first fifty.
  public List<FieldError> found() {
    return List.copyOf(found);
  }
}
