package org.livingevidence.connect;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/// At most so many requests a second to one source, evenly spread, over all who share it in this
/// process.
public final class Pace {
  private final Bucket bucket;

  private Pace(double perSecond, TimeMeter clock) {
    if (perSecond <= 0 || perSecond > 1_000) {
      throw new IllegalArgumentException("Requests a second must be more than 0: " + perSecond);
    }
    long between = Math.round(1e9 / perSecond);
    bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofNanos(between)))
            .withCustomTimePrecision(clock)
            .build();
  }

  /// @param perSecond how many
  public static Pace of(double perSecond) {
    return new Pace(perSecond, TimeMeter.SYSTEM_NANOTIME);
  }

  static Pace of(double perSecond, TimeMeter clock) {
    return new Pace(perSecond, clock);
  }

  /// Takes the next turn, and answers how long until it comes.
  Duration next() {
    return Duration.ofNanos(Math.max(0, bucket.consumeIgnoringRateLimits(1)));
  }
}
