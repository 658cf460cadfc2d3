package org.livingevidence.gateway.read;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.change.Committed;

/// Brings committed changes to the caches and streams of this process, in the order of positions
/// and each once, whoever brings them first: the projector of this process ([Committed], no
/// database involved) or the listener that follows another process's projector ([ChangeTail]).
///
/// A gap between what is known and what arrives is read from the store first, so that nothing is
/// skipped when the two ways meet (this process gains or loses the projector).
@ApplicationScoped
public class ChangeFeed {
  private static final Logger LOG = Logger.getLogger(ChangeFeed.class);

  private final Snapshots snapshots;
  private final FeedStore log;
  private final OwnPosition own;
  private final ReadConfig config;
  private final List<ChangeListener> listeners;
  private final ReentrantLock order = new ReentrantLock();
  private boolean started;
  private volatile long lastLocal;

  ChangeFeed(
      Snapshots snapshots,
      FeedStore log,
      OwnPosition own,
      ReadConfig config,
      @All List<ChangeListener> listeners) {
    this.snapshots = snapshots;
    this.log = log;
    this.own = own;
    this.config = config;
    this.listeners = listeners;
  }

  /// Takes the store's position as the beginning, before the first request is answered.
  void start(@Observes @Priority(1) StartupEvent event) {
    order.lock();
    try {
      beginOnce();
    } finally {
      order.unlock();
    }
  }

  /// Takes what the projector of this process has just committed.
  void committed(@Observes Committed committed) {
    lastLocal = committed.toPosition();
    order.lock();
    try {
      beginOnce();
      if (committed.toPosition() <= own.get()) {
        return;
      }
      if (committed.fromPosition() > own.get()) {
        readUpTo(committed.fromPosition());
      }
      deliver(
          committed.changes().stream().filter(c -> c.position() > own.get()).toList(),
          committed.toPosition());
    } catch (RuntimeException e) {
      LOG.error("Committed changes could not be followed; the listener will read them", e);
    } finally {
      order.unlock();
    }
  }

  /// Reads from the store what has been committed and is not known here; answers the position
  /// reached.
  public long catchUp() {
    order.lock();
    try {
      beginOnce();
      readUpTo(Long.MAX_VALUE);
      return own.get();
    } finally {
      order.unlock();
    }
  }

  /// The last position that the projector of this process brought; 0 when it never did.
  long lastLocal() {
    return lastLocal;
  }

  private void beginOnce() {
    if (!started) {
      restart(snapshots.read(Snapshots.Snapshot::position));
      started = true;
    }
  }

  private void readUpTo(long wanted) {
    boolean more = true;
    while (more) {
      more =
          snapshots.read(
              snapshot -> {
                long known = own.get();
                long reachable = Math.min(wanted, snapshot.position());
                if (reachable <= known) {
                  return false;
                }
                if (log.horizon(snapshot) > known) {
                  restart(snapshot.position());
                  return false;
                }
                List<ChangeRow> changes = log.read(snapshot, null, known, reachable, config.page());
                boolean full = changes.size() == config.page();
                deliver(changes, full ? changes.getLast().position() : reachable);
                return full;
              });
    }
  }

  private void restart(long position) {
    each(listener -> listener.restart(position));
    own.advance(position);
  }

  private void deliver(List<ChangeRow> changes, long position) {
    each(listener -> listener.invalidate(changes, position));
    own.advance(position);
    each(listener -> listener.publish(changes, position));
  }

  /// A listener that fails is told to start again, so that it is never left with something stale.
  private void each(Consumer<ChangeListener> tell) {
    for (ChangeListener listener : listeners) {
      try {
        tell.accept(listener);
      } catch (RuntimeException e) {
        LOG.errorf(e, "A listener failed on changes listener=%s", listener.getClass().getName());
        listener.restart(own.get());
      }
    }
  }
}
