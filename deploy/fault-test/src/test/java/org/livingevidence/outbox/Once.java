package org.livingevidence.outbox;

/// Runs at most once.
final class Once implements Runnable {
  private final Runnable work;
  private boolean done;

  Once(Runnable work) {
    this.work = work;
  }

  @Override
  public void run() {
    if (!done) {
      done = true;
      work.run();
    }
  }
}
