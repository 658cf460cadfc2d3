package org.livingevidence.drugs.topic;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.MalformedEventException;

/// Applies records of the topics' log: each batch is one transaction of rows, names, due names and
/// offsets; what is at or below the version held is ignored; what cannot be read goes to the dead
/// letters before the batch commits.
@ApplicationScoped
class TopicCopy {
  private static final Logger LOG = Logger.getLogger(TopicCopy.class);
  private static final String CONFLICT = "this version is held with another content hash";

  private final TopicStore store;
  private final NameStore names;
  private final DeadLetters deadLetters;
  private final DeadLetterStore parked;
  private final TopicMetrics metrics;
  private final Event<NamesChanged> namesChanged;
  private final TopicConfig config;
  private volatile boolean stopped;
  private volatile @Nullable Instant failingSince;

  TopicCopy(
      TopicStore store,
      NameStore names,
      DeadLetters deadLetters,
      DeadLetterStore parked,
      TopicMetrics metrics,
      Event<NamesChanged> namesChanged,
      TopicConfig config) {
    this.store = store;
    this.names = names;
    this.deadLetters = deadLetters;
    this.parked = parked;
    this.metrics = metrics;
    this.namesChanged = namesChanged;
    this.config = config;
  }

  /// Applies records in their order and notes how far they go. Does not return before they are
  /// stored, however long the database is away, for to skip them would lose them.
  void apply(List<ConsumerRecord<byte[], byte[]>> records) {
    var events = new ArrayList<Read>();
    for (var record : records) {
      try {
        events.add(new Read(record, TopicEvent.parse(record)));
      } catch (MalformedEventException e) {
        bury(record, String.valueOf(e.getMessage()));
      }
    }
    var applied = new AtomicInteger();
    untilStored(
        () -> {
          var kept = keep(events);
          kept.conflicts().forEach(conflict -> bury(conflict, CONFLICT));
          advance(records);
          applied.set(kept.applied());
        });
    metrics.count(TopicMetrics.Outcome.APPLIED, applied.get());
    metrics.count(TopicMetrics.Outcome.STALE, events.size() - applied.get());
    namesChanged.fire(new NamesChanged());
  }

  /// How the redrive of a record ended.
  ///
  /// @param state `applied`, `stale` or `parked`
  /// @param reason why it is parked
  record Redriven(String state, @Nullable String reason) {}

  /// Takes a record that was set aside, in the caller's transaction, as any other: what is at or
  /// below the version held changes nothing.
  Redriven redrive(ConsumerRecord<byte[], byte[]> record) {
    TopicEvent event;
    try {
      event = TopicEvent.parse(record);
    } catch (MalformedEventException e) {
      return new Redriven("parked", String.valueOf(e.getMessage()));
    }
    var kept = keep(List.of(new Read(record, event)));
    if (!kept.conflicts().isEmpty()) {
      return new Redriven("parked", CONFLICT);
    }
    metrics.count(
        kept.applied() > 0 ? TopicMetrics.Outcome.APPLIED : TopicMetrics.Outcome.STALE, 1);
    namesChanged.fire(new NamesChanged());
    return new Redriven(kept.applied() > 0 ? "applied" : "stale", null);
  }

  /// How far a partition was read; waits for the database.
  TopicStore.@Nullable Place place(int partition) {
    var found = new ArrayList<TopicStore.Place>();
    untilStored(
        () -> {
          var place = store.place(partition);
          if (place != null) {
            found.add(place);
          }
        });
    return found.isEmpty() ? null : found.getLast();
  }

  /// Notes the end of a whole reading of a partition: what it did not name is gone.
  void complete(int partition, String topicId, long nextOffset, long brokerTime, Set<String> seen) {
    untilStored(
        () -> {
          names.lock(true);
          int swept = store.sweep(partition, seen);
          store.settle(partition, topicId, nextOffset, brokerTime);
          if (swept > 0) {
            LOG.infof(
                "Topics swept after a whole reading: partition=%d topics=%d", partition, swept);
          }
        });
    namesChanged.fire(new NamesChanged());
  }

  void stop() {
    stopped = true;
  }

  private record Read(ConsumerRecord<byte[], byte[]> record, TopicEvent event) {}

  /// @param applied how many events were news
  /// @param conflicts records of a version that is held with another content
  private record Kept(int applied, List<ConsumerRecord<byte[], byte[]>> conflicts) {}

  private Kept keep(List<Read> batch) {
    if (batch.isEmpty()) {
      return new Kept(0, List.of());
    }
    int applied = 0;
    var conflicts = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    names.lock(true);
    var held = new HashMap<>(store.held(batch.stream().map(read -> read.event.id()).toList()));
    var newest = new LinkedHashMap<String, TopicEvent>();
    for (var read : batch) {
      var event = read.event;
      var known = held.get(event.id());
      if (known == null || isNews(event, known)) {
        applied++;
        newest.put(event.id(), event);
        held.put(
            event.id(),
            new TopicStore.Held(event.version(), event.dataSchema(), event.contentHash()));
      } else if (isConflict(event, known)) {
        conflicts.add(read.record);
      }
    }
    if (!newest.isEmpty()) {
      store.replace(newest.values());
    }
    return new Kept(applied, conflicts);
  }

  private static boolean isNews(TopicEvent event, TopicStore.Held held) {
    return event.version() > held.version()
        || (event.version() == held.version() && !event.dataSchema().equals(held.dataSchema()));
  }

  private static boolean isConflict(TopicEvent event, TopicStore.Held held) {
    return event.version() == held.version() && !event.contentHash().equals(held.contentHash());
  }

  private void advance(List<ConsumerRecord<byte[], byte[]>> records) {
    var last = new LinkedHashMap<Integer, ConsumerRecord<byte[], byte[]>>();
    records.forEach(record -> last.put(record.partition(), record));
    last.forEach(
        (partition, record) -> store.advance(partition, record.offset() + 1, record.timestamp()));
  }

  private void bury(ConsumerRecord<byte[], byte[]> record, String reason) {
    LOG.errorf(
        "Event buried: topic=%s partition=%d offset=%d reason=%s",
        record.topic(), record.partition(), record.offset(), reason);
    untilDone(
        "An event could not be buried",
        () -> {
          deadLetters.bury(record, reason);
          QuarkusTransaction.requiringNew()
              .run(() -> parked.park(record, DeadLetters.printable(reason)));
        });
    metrics.count(TopicMetrics.Outcome.DEAD, 1);
  }

  private void untilStored(Runnable work) {
    untilDone("Topics could not be stored", () -> QuarkusTransaction.requiringNew().run(work));
  }

  /// Tries until it is done, or until the service stops.
  void untilDone(String failure, Runnable work) {
    while (true) {
      try {
        work.run();
        failing(null);
        return;
      } catch (RuntimeException e) {
        if (stopped) {
          throw e;
        }
        if (failingSince == null) {
          failing(Instant.now());
        }
        LOG.warnf(e, "%s, trying again", failure);
        pause();
      }
    }
  }

  private void failing(@Nullable Instant since) {
    failingSince = since;
    metrics.failing(since);
  }

  /// Since when nothing succeeds, null while all is well.
  @Nullable Instant failingSince() {
    return failingSince;
  }

  private void pause() {
    try {
      Thread.sleep(config.retry());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }
}
