package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;

/// Who says so, and in which words.
///
/// @param setId the label's stable set id
/// @param version the document's version as printed
/// @param section section number or LOINC code
/// @param sentence verbatim
/// @param date of the document, as precise as known
/// @param url where it can be read, http or https
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Source(
    SourceKind kind,
    @Nullable String setId,
    @Nullable String version,
    @Nullable String section,
    @Nullable String sentence,
    @Nullable String date,
    @Nullable String url) {
  private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]{3,2000}");

  static Source read(FormObject form) {
    return new Source(
        form.requiredWord("kind", SourceKind.class, SourceKind.CURATOR),
        form.text("setId", FormObject.LINE),
        form.text("version", FormObject.LINE),
        form.text("section", FormObject.LINE),
        form.text("sentence", FormObject.PASSAGE),
        form.date("date"),
        form.code("url", URL, "an http or https address"));
  }
}
