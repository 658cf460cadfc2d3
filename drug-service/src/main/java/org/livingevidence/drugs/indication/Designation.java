package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;

/// A regulator's designation: orphan, breakthrough …
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Designation(String kind, @Nullable String date) {
  static Designation read(FormObject form) {
    return new Designation(form.requiredText("kind", FormObject.LINE), form.date("date"));
  }
}
