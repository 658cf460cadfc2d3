package org.livingevidence.outbox;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// An aggregate whose ledger row the current transaction has locked: nobody else changes it, and
/// whoever locks it next sees what this transaction commits. Valid until that transaction ends; for
/// the thread of that transaction only.
public final class LockedAggregate {
  private final OutboxTransaction transaction;
  private final String type;
  private final String id;
  private long version;
  private boolean deleted;

  LockedAggregate(
      OutboxTransaction transaction, String type, String id, long version, boolean deleted) {
    this.transaction = requireNonNull(transaction);
    this.type = requireNonNull(type);
    this.id = requireNonNull(id);
    this.version = version;
    this.deleted = deleted;
  }

  /// The aggregate type.
  public String type() {
    return type;
  }

  /// The aggregate's id.
  public String id() {
    return id;
  }

  /// Whether it was written and is not deleted.
  public boolean exists() {
    return version > 0 && !deleted;
  }

  /// Whether it once existed and is deleted.
  public boolean deleted() {
    return deleted;
  }

  /// Its newest version, 0 when it was never written; of a deleted one the deletion's.
  public long version() {
    return version;
  }

  /// Allocates the next version for a change and queues its event. After a deletion it recreates.
  public EventId changed(List<String> changedPaths, Lane lane) {
    return transaction
        .append(List.of(new Change(this, Kind.CHANGED, changedPaths, lane)))
        .getFirst();
  }

  /// Allocates the next version for the deletion and queues its event.
  ///
  /// @throws IllegalStateException when there is nothing to delete
  public EventId deleted(Lane lane) {
    return transaction.append(List.of(new Change(this, Kind.DELETED, List.of(), lane))).getFirst();
  }

  OutboxTransaction transaction() {
    return transaction;
  }

  EventId advance(Kind kind, int epoch) {
    if (kind == Kind.DELETED && !exists()) {
      throw new IllegalStateException(type + " " + id + " does not exist and cannot be deleted");
    }
    version = Version.next(version, epoch);
    deleted = kind == Kind.DELETED;
    return EventId.of(type, kind, id, version);
  }
}
