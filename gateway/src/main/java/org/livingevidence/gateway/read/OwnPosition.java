package org.livingevidence.gateway.read;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The position this process has reached: everything it answers is at least as new. It only
/// ascends, and it moves after the caches were told of the changes up to it.
@ApplicationScoped
public class OwnPosition {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile long position;

  /// The position now.
  public long get() {
    return position;
  }

  void advance(long to) {
    lock.lock();
    try {
      if (to > position) {
        position = to;
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until this process has reached `wanted`; false when `atMost` passes first.
  boolean await(long wanted, Duration atMost) throws InterruptedException {
    if (position >= wanted) {
      return true;
    }
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (position < wanted) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
