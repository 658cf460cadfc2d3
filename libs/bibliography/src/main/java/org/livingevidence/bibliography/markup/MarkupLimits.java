package org.livingevidence.bibliography.markup;

/// How much markup one text may hold; beyond it the text is kept plain.
///
/// @param depth how deep elements may nest
/// @param length how many characters the text with its markup may have
public record MarkupLimits(int depth, int length) {
  /// What nobody meets who writes a title.
  public static final MarkupLimits DEFAULT = new MarkupLimits(24, 200_000);

  /// What is read back is only kept from exhausting whoever reads it.
  static final MarkupLimits STORED = new MarkupLimits(250, 16_000_000);
}
