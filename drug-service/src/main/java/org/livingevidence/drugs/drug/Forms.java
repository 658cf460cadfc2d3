package org.livingevidence.drugs.drug;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.function.Supplier;
import org.livingevidence.access.Problems;
import org.livingevidence.drugs.form.InvalidForm;

/// Forms that come by REST: what is wrong with them leaves as a problem.
public final class Forms {
  private Forms() {}

  /// Reads a form.
  public static <T> T read(Supplier<T> form) {
    try {
      return form.get();
    } catch (InvalidForm e) {
      throw problem(e);
    }
  }

  private static HttpProblem problem(InvalidForm invalid) {
    int faults = invalid.errors().size();
    var first = invalid.errors().getFirst();
    String more = faults == 1 ? "" : " (and " + (faults - 1) + " more)";
    return Problems.unprocessable(
        "The form cannot be right: " + first.field() + " " + first.reason() + more + ".",
        invalid.errors());
  }
}
