package org.livingevidence.connect;

import java.time.Duration;

/// Lets time pass. Tests let it pass at once.
@FunctionalInterface
public interface Rest {
  /// On the wall clock.
  Rest REAL = Thread::sleep;

  void rest(Duration duration) throws InterruptedException;
}
