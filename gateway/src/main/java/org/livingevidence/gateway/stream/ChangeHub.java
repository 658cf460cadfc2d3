package org.livingevidence.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.read.ChangeListener;

/// Hands every change to the clients that watch its conditions, without reading the store: what
/// arrives after commit is encoded once and offered to each.
///
/// It keeps the recent changes, and knows from where on they are complete. A client goes live under
/// the same lock that publishes, and only when nothing between its cursor and now is missing: so
/// the hand-over from replay has neither gap nor duplicate.
@ApplicationScoped
class ChangeHub implements ChangeListener {
  private final ChangeJson json;
  private final StreamConfig config;
  private final Counter evictions;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<ChangeEvent> recent = new ArrayDeque<>();
  private final Set<Subscription> all = new LinkedHashSet<>();
  private final Map<String, Set<Subscription>> byCondition = new HashMap<>();
  private int entries;
  private int subscribed;
  private long completeFrom;
  private long position;

  ChangeHub(ChangeJson json, StreamConfig config, MeterRegistry meters) {
    this.json = json;
    this.config = config;
    this.evictions =
        Counter.builder("living.evidence.stream.evictions")
            .description("clients that were too slow and had to go")
            .register(meters);
    Gauge.builder("living.evidence.stream.clients", this, ChangeHub::clients)
        .description("clients of the change streams")
        .register(meters);
  }

  /// Counts a client that was too slow.
  void evicted() {
    evictions.increment();
  }

  /// How many clients are live.
  int clients() {
    lock.lock();
    try {
      return subscribed;
    } finally {
      lock.unlock();
    }
  }

  /// The position up to which everything has been published.
  long position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  /// Makes the client live, first offering what came after its cursor; false when that is not known
  /// here any more and the store has to be read on.
  boolean goLive(Subscription subscription) {
    lock.lock();
    try {
      if (subscription.cursor() < completeFrom) {
        return false;
      }
      Iterator<ChangeEvent> newest = recent.descendingIterator();
      ArrayDeque<ChangeEvent> missed = new ArrayDeque<>();
      while (newest.hasNext()) {
        ChangeEvent event = newest.next();
        if (event.position() <= subscription.cursor()) {
          break;
        }
        if (concerns(event, subscription)) {
          missed.addFirst(event);
        }
      }
      missed.forEach(subscription::offer);
      String condition = subscription.conditionId();
      boolean added =
          condition == null
              ? all.add(subscription)
              : byCondition
                  .computeIfAbsent(condition, unwatched -> new HashSet<>())
                  .add(subscription);
      subscribed += added ? 1 : 0;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Forgets a client.
  void leave(Subscription subscription) {
    lock.lock();
    try {
      String condition = subscription.conditionId();
      boolean removed;
      if (condition == null) {
        removed = all.remove(subscription);
      } else {
        Set<Subscription> watching = byCondition.get(condition);
        removed = watching != null && watching.remove(subscription);
        if (watching != null && watching.isEmpty()) {
          byCondition.remove(condition);
        }
      }
      subscribed -= removed ? 1 : 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void publish(List<ChangeRow> changes, long reached) {
    List<ChangeEvent> events = changes.stream().map(json::event).toList();
    lock.lock();
    try {
      for (ChangeEvent event : events) {
        keep(event);
        for (Subscription subscription : all) {
          subscription.offer(event);
        }
        if (!byCondition.isEmpty()) {
          offerToWatchers(event);
        }
      }
      position = Math.max(position, reached);
    } finally {
      lock.unlock();
    }
  }

  /// What came in between is unknown: clients have to resume by themselves, and are told what they
  /// missed.
  @Override
  public void restart(long from) {
    List<Subscription> cut = new ArrayList<>();
    lock.lock();
    try {
      recent.clear();
      entries = 0;
      completeFrom = from;
      position = Math.max(position, from);
      cut.addAll(all);
      byCondition.values().forEach(cut::addAll);
      all.clear();
      byCondition.clear();
      subscribed = 0;
    } finally {
      lock.unlock();
    }
    cut.forEach(Subscription::close);
  }

  private void offerToWatchers(ChangeEvent event) {
    for (String condition : event.conditions()) {
      Set<Subscription> watching = byCondition.get(condition);
      if (watching != null) {
        watching.forEach(subscription -> subscription.offer(event));
      }
    }
  }

  private static boolean concerns(ChangeEvent event, Subscription subscription) {
    String condition = subscription.conditionId();
    return condition == null || event.conditions().contains(condition);
  }

  private void keep(ChangeEvent event) {
    recent.addLast(event);
    entries += 1 + event.conditions().size();
    while (recent.size() > config.recent()
        || (entries > config.recentEntries() && recent.size() > 1)) {
      ChangeEvent oldest = recent.removeFirst();
      entries -= 1 + oldest.conditions().size();
      completeFrom = Math.max(completeFrom, oldest.position());
    }
  }
}
