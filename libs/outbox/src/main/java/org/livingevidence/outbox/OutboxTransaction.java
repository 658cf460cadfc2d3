package org.livingevidence.outbox;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The append side on one plain JDBC transaction, for code that runs its own. Code in a JTA
/// transaction uses [Outbox], which also wakes the relay; here the caller calls
/// [Outbox#committed()] after its commit.
public final class OutboxTransaction {
  private final OutboxStore store;
  private final Map<String, LockedAggregate> locked = new LinkedHashMap<>();
  private final Consumer<Lane> capacity;
  private final Supplier<@Nullable String> trace;
  private int epoch;
  private boolean appended;
  private boolean ended;

  /// @param trace the `traceparent` that the events go on with, if any
  OutboxTransaction(OutboxStore store, Consumer<Lane> capacity, Supplier<@Nullable String> trace) {
    this.store = store;
    this.capacity = capacity;
    this.trace = trace;
  }

  /// Opens the append side of the transaction that runs on `connection` (auto-commit off).
  public static OutboxTransaction on(Connection connection) {
    return new OutboxTransaction(
        new OutboxStore(() -> new OutboxStore.Lease(connection, false)), lane -> {}, () -> null);
  }

  /// Locks one aggregate; waits while another transaction holds it.
  public LockedAggregate lock(String type, String id) {
    LockedAggregate aggregate = lockAll(type, List.of(id)).get(id);
    if (aggregate == null) {
      throw new IllegalStateException("the ledger did not return the row of " + type + " " + id);
    }
    return aggregate;
  }

  /// Locks aggregates of one type in the order of their ids, in one round trip; by id.
  public Map<String, LockedAggregate> lockAll(String type, Collection<String> ids) {
    requireOpen();
    List<String> missing =
        ids.stream().distinct().filter(id -> !locked.containsKey(key(type, id))).toList();
    if (!missing.isEmpty()) {
      for (OutboxStore.LedgerRow row : store.lock(type, missing)) {
        epoch = row.epoch();
        locked.put(
            key(type, row.id()),
            new LockedAggregate(this, type, row.id(), row.version(), row.deleted()));
      }
    }
    Map<String, LockedAggregate> result = new LinkedHashMap<>();
    for (String id : ids) {
      LockedAggregate aggregate = locked.get(key(type, id));
      if (aggregate != null) {
        result.put(id, aggregate);
      }
    }
    return result;
  }

  /// Allocates a version for each change, in order, and queues the events, in one round trip.
  ///
  /// @return the ids of the events, one per change
  public List<EventId> append(List<Change> changes) {
    requireOpen();
    if (changes.stream().anyMatch(change -> change.lane() == Lane.INTERACTIVE)) {
      capacity.accept(Lane.INTERACTIVE);
    }
    List<EventId> events = new ArrayList<>(changes.size());
    for (Change change : changes) {
      if (change.aggregate().transaction() != this) {
        throw new IllegalStateException(
            "%s %s was locked by another transaction"
                .formatted(change.aggregate().type(), change.aggregate().id()));
      }
      events.add(change.aggregate().advance(change.kind(), epoch));
    }
    if (!changes.isEmpty()) {
      store.append(changes, events, trace.get());
      appended = true;
    }
    return events;
  }

  boolean appended() {
    return appended;
  }

  /// Makes every later use an error: what it locked is locked no more.
  void end() {
    ended = true;
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the transaction that locked these aggregates has ended");
    }
  }

  private static String key(String type, String id) {
    return type + "/" + id;
  }
}
