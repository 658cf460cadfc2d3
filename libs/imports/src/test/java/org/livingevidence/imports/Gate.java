package org.livingevidence.imports;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Holds the first chunk with a record "gate" in the middle of its transaction until a test lets
/// it go.
final class Gate {
  private static final AtomicReference<@Nullable Gate> SET = new AtomicReference<>();

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  static Gate set() {
    var gate = new Gate();
    SET.set(gate);
    return gate;
  }

  /// Called in the chunk's transaction: the first to come waits, the others pass.
  static void pass() {
    Gate gate = SET.getAndSet(null);
    if (gate != null) {
      gate.reached.countDown();
      await(gate.opened);
    }
  }

  void awaitReached() {
    await(reached);
  }

  void open() {
    opened.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
