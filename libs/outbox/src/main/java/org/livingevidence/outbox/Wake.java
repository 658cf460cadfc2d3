package org.livingevidence.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes a waiting thread; any number of signals before it looks count as one.
final class Wake {
  private final Semaphore permits = new Semaphore(0);

  void signal() {
    if (permits.availablePermits() == 0) {
      permits.release();
    }
  }

  /// Waits for a signal given since the last return, at most so long.
  ///
  /// @return whether there was a signal
  boolean await(Duration atMost) throws InterruptedException {
    boolean signalled = permits.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (signalled) {
      permits.drainPermits();
    }
    return signalled;
  }
}
