package org.livingevidence.citations;

import org.livingevidence.citations.intake.XmlLimits;

/// The limits as they stand without configuration.
public record Limits(
    int depth,
    int attributes,
    int attributeLength,
    int recordLength,
    int deletions,
    int markupDepth,
    int markupLength)
    implements XmlLimits {
  public static final Limits DEFAULT =
      new Limits(200, 64, 65536, 8_000_000, 1_000_000, 24, 200_000);

  /// These, with other limits of records and depth.
  public Limits(int depth, int attributes, int attributeLength, int recordLength, int deletions) {
    this(depth, attributes, attributeLength, recordLength, deletions, 24, 200_000);
  }
}
