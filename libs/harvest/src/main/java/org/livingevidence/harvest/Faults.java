package org.livingevidence.harvest;

import java.util.ArrayList;
import java.util.List;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.Problems;

/// Collects what is wrong with what somebody wants harvested, so that they learn of everything at
/// once.
public final class Faults {
  private static final int MOST = 50;

  private final List<FieldError> found = new ArrayList<>();

  /// Notes one field at fault; beyond fifty it is enough.
  public void wrong(String field, String reason) {
    if (found.size() < MOST) {
      found.add(new FieldError(field, reason));
    }
  }

  /// Notes text that no reader could show: control characters, halves of characters.
  void readable(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c < ' ' && c != '\n' && c != '\t') {
        wrong(field, "holds a control character at position " + i);
        return;
      }
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        wrong(field, "holds half of a character at position " + i);
        return;
      }
      i += Character.charCount(c) - 1;
    }
  }

  /// Throws a 422 problem with everything that is wrong, if anything is.
  void refuseUnlessNone() {
    if (!found.isEmpty()) {
      FieldError first = found.getFirst();
      throw Problems.unprocessable(
          "The harvest is not valid: "
              + first.field()
              + " "
              + first.reason()
              + (found.size() > 1 ? " (and " + (found.size() - 1) + " more)" : ""),
          found);
    }
  }
}
