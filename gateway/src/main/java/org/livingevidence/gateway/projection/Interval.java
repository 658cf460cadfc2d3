package org.livingevidence.gateway.projection;

import java.time.Duration;

/// Something to be done every so often, by a clock that only goes forward.
final class Interval {
  private final long nanos;
  private long last = System.nanoTime();

  Interval(Duration length) {
    this.nanos = length.toNanos();
  }

  /// Whether it is over; the next one then begins.
  boolean due() {
    if (System.nanoTime() - last < nanos) {
      return false;
    }
    last = System.nanoTime();
    return true;
  }
}
