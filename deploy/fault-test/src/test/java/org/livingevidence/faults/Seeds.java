package org.livingevidence.faults;

import java.util.stream.LongStream;

/// The seeds: a few fixed ones in every build; `-Dfaults.seeds=1000` tries as many, and
/// `-Dfaults.first` says from which on.
final class Seeds {
  private Seeds() {}

  static long[] all() {
    long first = Long.getLong("faults.first", 1);
    return LongStream.range(first, first + Integer.getInteger("faults.seeds", 2)).toArray();
  }

  static int steps() {
    return Integer.getInteger("faults.steps", 60);
  }
}
