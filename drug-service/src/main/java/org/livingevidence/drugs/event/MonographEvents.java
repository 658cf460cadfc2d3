package org.livingevidence.drugs.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;

/// The monograph's side of the outbox, in the caller's transaction. Who needs drugs too locks them
/// after the monographs.
@ApplicationScoped
public class MonographEvents {
  /// The aggregate type.
  public static final String TYPE = "monograph";

  private final Outbox outbox;

  MonographEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  /// Waits for the monograph's lock.
  public LockedAggregate lock(String id) {
    return outbox.lock(TYPE, id);
  }

  /// Waits for the locks of monographs, in order of id.
  public Map<String, LockedAggregate> lockAll(Collection<String> ids) {
    return outbox.lockAll(TYPE, ids);
  }

  /// The event of a change.
  public EventId changed(LockedAggregate monograph, List<String> changedPaths, Lane lane) {
    return monograph.changed(changedPaths, lane);
  }

  /// The event of a person's deletion.
  public EventId deleted(LockedAggregate monograph) {
    return monograph.deleted(Lane.INTERACTIVE);
  }

  /// The id of the event that the monograph's present version came with.
  public static EventId present(LockedAggregate monograph) {
    return EventId.of(
        TYPE,
        monograph.deleted() ? Kind.DELETED : Kind.CHANGED,
        monograph.id(),
        monograph.version());
  }
}
