package org.livingevidence.outbox;

/// The version of an aggregate, (epoch, n) in one integer below 2^53: n in the lower 40 bits, the
/// epoch in 12 bits above. It ascends per aggregate, gaps allowed. Restoring a database raises the
/// epoch, so that what the restored owner writes is newer than everything it once wrote.
final class Version {
  static final int EPOCH_SHIFT = 40;
  static final int HIGHEST_EPOCH = 4095;
  private static final long NUMBER_MASK = (1L << EPOCH_SHIFT) - 1;

  private Version() {}

  static int epoch(long version) {
    return (int) (version >> EPOCH_SHIFT);
  }

  /// The version after `version` in a database of this epoch; of a new aggregate (0) the first.
  static long next(long version, int epoch) {
    return epoch(version) >= epoch ? version + 1 : raise(version, epoch);
  }

  /// The same aggregate's first version in a higher epoch; its number goes on counting.
  static long raise(long version, int epoch) {
    return ((long) epoch << EPOCH_SHIFT) | ((version & NUMBER_MASK) + 1);
  }
}
