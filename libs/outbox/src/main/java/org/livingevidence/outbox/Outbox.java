package org.livingevidence.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The append side, inside the caller's JTA transaction on the service's default data source.
///
/// Lock the aggregate, change its rows, then say so:
///
/// ```java
/// LockedAggregate drug = outbox.lock("drug", id);
/// … write …
/// EventId event = drug.changed(List.of("/brands"), Lane.INTERACTIVE);
/// ```
///
/// The lock comes before anything is read that the change depends on. Change and event commit
/// together; the relay is woken by the commit. The interactive lane refuses appends when its
/// backlog is full.
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Outbox {
  private final DataSource dataSource;
  private final TransactionSynchronizationRegistry transactions;
  private final Backlog backlog;
  private final CommitSignal signal;
  private final Tracing tracing;

  @Inject
  Outbox(
      DataSource dataSource,
      TransactionSynchronizationRegistry transactions,
      Backlog backlog,
      CommitSignal signal,
      Tracing tracing) {
    this.tracing = tracing;
    this.dataSource = dataSource;
    this.transactions = transactions;
    this.backlog = backlog;
    this.signal = signal;
  }

  /// Locks one aggregate; waits while another transaction holds it.
  public LockedAggregate lock(String type, String id) {
    return current().lock(type, id);
  }

  /// Locks aggregates of one type in the order of their ids, in one round trip; by id.
  public Map<String, LockedAggregate> lockAll(String type, Collection<String> ids) {
    return current().lockAll(type, ids);
  }

  /// Allocates a version for each change, in order, and queues the events, in one round trip.
  ///
  /// @return the ids of the events, one per change
  /// @throws BacklogFullException when a change is for the interactive lane and that is full
  public List<EventId> append(List<Change> changes) {
    return current().append(changes);
  }

  /// Returns quietly while the lane has room; needs no transaction.
  ///
  /// @throws BacklogFullException when it has none
  @Transactional(Transactional.TxType.SUPPORTS)
  public void requireCapacity(Lane lane) {
    backlog.requireCapacity(lane);
  }

  /// Wakes the relay after a commit on a plain [OutboxTransaction]; needs no transaction.
  @Transactional(Transactional.TxType.SUPPORTS)
  public void committed() {
    signal.committed();
  }

  /// Wakes the relay once the current transaction has committed, as an append would.
  void wakeAtCommit() {
    transactions.registerInterposedSynchronization(new Completion(null, signal));
  }

  /// The append side of this JTA transaction, made at its first use.
  private OutboxTransaction current() {
    Object existing = transactions.getResource(Outbox.class);
    if (existing instanceof OutboxTransaction transaction) {
      return transaction;
    }
    OutboxTransaction transaction =
        new OutboxTransaction(
            new OutboxStore(() -> new OutboxStore.Lease(dataSource.getConnection(), true)),
            backlog::requireCapacity,
            tracing.on() ? WriteTrace::current : () -> null);
    transactions.putResource(Outbox.class, transaction);
    transactions.registerInterposedSynchronization(new Completion(transaction, signal));
    return transaction;
  }

  private record Completion(@Nullable OutboxTransaction transaction, CommitSignal signal)
      implements Synchronization {
    @Override
    public void beforeCompletion() {
      // Nothing is held back until then.
    }

    @Override
    public void afterCompletion(int status) {
      if (transaction != null) {
        transaction.end();
      }
      if (status == Status.STATUS_COMMITTED && (transaction == null || transaction.appended())) {
        signal.committed();
      }
    }
  }
}
