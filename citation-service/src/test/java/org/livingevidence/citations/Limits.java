package org.livingevidence.citations;

import org.livingevidence.citations.intake.XmlLimits;

/// The limits as they stand without configuration.
public record Limits(
    int depth, int attributes, int attributeLength, int recordLength, int deletions)
    implements XmlLimits {
  public static final Limits DEFAULT = new Limits(200, 64, 65536, 8_000_000, 1_000_000);
}
