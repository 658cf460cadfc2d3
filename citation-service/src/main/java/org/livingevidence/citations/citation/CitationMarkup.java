package org.livingevidence.citations.citation;

import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.bibliography.markup.MarkupFault;
import org.livingevidence.bibliography.markup.MarkupLimits;
import org.livingevidence.citations.field.FieldRules;

/// The markup of a citation that a person writes: only what is allowed, and of the same words as
/// the plain text beside it.
final class CitationMarkup {
  private CitationMarkup() {}

  static void check(Citation citation, FieldRules rules) {
    check("titleMarkup", citation.titleMarkup(), "title", citation.title(), rules);
    check(
        "vernacularTitleMarkup",
        citation.vernacularTitleMarkup(),
        "vernacularTitle",
        citation.vernacularTitle(),
        rules);
    for (int i = 0; i < citation.passages().size(); i++) {
      Citation.Passage passage = citation.passages().get(i);
      String path = "abstract[" + i + "].";
      check(path + "markup", passage.markup(), path + "text", passage.text(), rules);
    }
  }

  private static void check(
      String field,
      @Nullable String written,
      String plainField,
      @Nullable String plain,
      FieldRules rules) {
    if (written == null) {
      return;
    }
    try {
      Markup markup = Markup.parse(written, MarkupLimits.DEFAULT);
      if (!markup.plain().equals(plain)) {
        rules.wrong(
            field,
            "must say the same as "
                + plainField
                + "; it says \""
                + shortened(markup.plain())
                + "\"");
      }
    } catch (MarkupFault fault) {
      rules.wrong(field, String.valueOf(fault.getMessage()));
    }
  }

  /// @param written what passed the check
  /// @return its canonical form, null where nothing is marked
  static @Nullable String canonical(@Nullable String written) {
    Markup markup = Markup.of(written);
    return markup == null || !markup.marks() ? null : markup.toString();
  }

  private static String shortened(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
