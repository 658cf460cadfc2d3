package org.livingevidence.bibliography.markup;

import org.jspecify.annotations.Nullable;

/// A text as a reader gives it: plain, and with its markup where it has any.
///
/// @param plain what is searched, compared and counted in offsets
/// @param markup null where nothing is marked; otherwise its plain form is `plain`
public record MarkedText(String plain, @Nullable Markup markup) {
  /// @param built null when it was too much: then the text is plain
  /// @return the text with what was built of its markup; null for an empty one
  public static @Nullable MarkedText of(String plain, @Nullable Markup built) {
    String text = built == null ? plain : built.plain();
    return text.isEmpty()
        ? null
        : new MarkedText(text, built == null || !built.marks() ? null : built);
  }

  /// @return the canonical form of the markup, null where nothing is marked
  public @Nullable String canonical() {
    return markup == null ? null : markup.toString();
  }
}
