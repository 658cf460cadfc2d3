package org.livingevidence.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Carries "a transaction with events has committed" from writers to the relay of this process.
final class CommitSignal {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void committed() {
    listeners.forEach(Runnable::run);
  }
}
