package org.livingevidence.drugs.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.livingevidence.outbox.BacklogFullException;
import org.livingevidence.outbox.Change;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;

/// The drug's side of the outbox. Every method but [#hasRoom] works in the caller's transaction.
@ApplicationScoped
public class DrugEvents {
  /// The aggregate type.
  public static final String TYPE = "drug";

  private final Outbox outbox;

  DrugEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  /// Waits for the drug's lock.
  public LockedAggregate lock(String id) {
    return outbox.lock(TYPE, id);
  }

  /// Waits for the locks of drugs, in order of id.
  public Map<String, LockedAggregate> lockAll(Collection<String> ids) {
    return outbox.lockAll(TYPE, ids);
  }

  /// The event of a person's change.
  public EventId changed(LockedAggregate drug, List<String> changedPaths) {
    return drug.changed(changedPaths, Lane.INTERACTIVE);
  }

  /// The event of a person's deletion.
  public EventId deleted(LockedAggregate drug) {
    return drug.deleted(Lane.INTERACTIVE);
  }

  /// The events of changes to several drugs.
  ///
  /// @param changedPaths of each drug that changed
  public List<EventId> changed(
      Map<String, LockedAggregate> drugs, Map<String, List<String>> changedPaths, Lane lane) {
    return outbox.append(
        changedPaths.entrySet().stream()
            .map(
                change ->
                    new Change(
                        locked(drugs, change.getKey()), Kind.CHANGED, change.getValue(), lane))
            .toList());
  }

  /// The events of deletions.
  public List<EventId> deleted(
      Map<String, LockedAggregate> drugs, Collection<String> ids, Lane lane) {
    return outbox.append(
        ids.stream()
            .map(id -> new Change(locked(drugs, id), Kind.DELETED, List.of(), lane))
            .toList());
  }

  /// The id of the event that the drug's present version came with.
  public static EventId present(LockedAggregate drug) {
    return EventId.of(
        TYPE, drug.deleted() ? Kind.DELETED : Kind.CHANGED, drug.id(), drug.version());
  }

  /// False while the bulk lane is at its limit.
  public boolean hasRoom() {
    try {
      outbox.requireCapacity(Lane.BULK);
      return true;
    } catch (BacklogFullException e) {
      return false;
    }
  }

  private static LockedAggregate locked(Map<String, LockedAggregate> drugs, String id) {
    var drug = drugs.get(id);
    if (drug == null) {
      throw new IllegalArgumentException("The drug " + id + " is not locked");
    }
    return drug;
  }
}
