package org.livingevidence.bench;

import java.util.concurrent.locks.LockSupport;

/// An open-loop pace: turn `i` is due at start + i / rate whether or not earlier turns have
/// finished, so that a slow answer cannot hide by delaying the questions after it.
final class Pace {

  private final long startNanos = System.nanoTime();
  private final double nanosBetween;

  /// @param perSecond turns per second
  Pace(double perSecond) {
    this.nanosBetween = 1e9 / perSecond;
  }

  /// Blocks until turn `i` is due and returns the instant it was due, in [System#nanoTime()].
  long awaitTurn(int i) {
    long due = startNanos + (long) (i * nanosBetween);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return due;
  }
}
