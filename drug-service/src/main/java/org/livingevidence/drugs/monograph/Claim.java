package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.indication.Jurisdiction;
import org.livingevidence.drugs.indication.Status;

/// What a passage says of a drug's standing, in the terms of an indication, so that it can be
/// compared with what is held of the drug.
///
/// @param drug the drug's id
/// @param quote the words of one of the passage's references that say so
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Claim(
    String drug, Named condition, String jurisdiction, Status status, @Nullable String quote) {
  /// A condition, by name and, where it is known, topic.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Named(@Nullable String id, String name) {}

  private static final Pattern TOPIC =
      Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}(:[A-Za-z0-9._-]{1,99})?");

  static Claim read(FormObject form) {
    String drug = form.code("drug", Slug.PATTERN, "the id of a drug");
    if (drug == null && !form.has("drug")) {
      form.fault("drug", "is required");
    }
    return new Claim(
        drug == null ? "" : drug,
        form.requiredObject(
            "condition",
            condition ->
                new Named(
                    condition.code("id", TOPIC, "the id of a topic"),
                    condition.requiredText("name", FormObject.LINE))),
        Jurisdiction.read(form),
        form.requiredWord("status", Status.class, Status.NOT_SEARCHED),
        form.text("quote", Prose.PARAGRAPH));
  }
}
