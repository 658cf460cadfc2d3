package org.livingevidence.drugs.intake.file;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;

/// Limits of files of labels, for tests.
public record Limits(
    int depth,
    int attributes,
    int attributeLength,
    int labelLength,
    int sections,
    int products,
    int entries,
    MemorySize entryBytes,
    MemorySize unpackedBytes,
    int ratio)
    implements LabelFileConfig {
  /// As they are unless set otherwise.
  public static final Limits USUAL =
      new Limits(
          200,
          64,
          65536,
          20_000_000,
          5000,
          5000,
          2_000_000,
          new MemorySize(BigInteger.TWO.pow(32)),
          new MemorySize(BigInteger.TWO.pow(36)),
          200);

  /// So tight that small files pass them.
  public static final Limits TIGHT =
      new Limits(
          12,
          8,
          200,
          2000,
          3,
          1,
          4,
          new MemorySize(BigInteger.valueOf(3_000_000)),
          new MemorySize(BigInteger.valueOf(6_000_000)),
          50);
}
