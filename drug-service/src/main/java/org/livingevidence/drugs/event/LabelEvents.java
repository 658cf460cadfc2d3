package org.livingevidence.drugs.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;

/// The label's side of the outbox, in the caller's transaction. Who needs drugs too locks
/// them after the labels.
@ApplicationScoped
public class LabelEvents {
  /// The aggregate type.
  public static final String TYPE = "label";

  private final Outbox outbox;

  LabelEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  /// Waits for the locks of labels, in order of set id.
  public Map<String, LockedAggregate> lockAll(Collection<String> setIds) {
    return outbox.lockAll(TYPE, setIds);
  }

  /// The event of a change.
  public EventId changed(LockedAggregate label, List<String> changedPaths, Lane lane) {
    return label.changed(changedPaths, lane);
  }

  /// The event of a deletion.
  public EventId deleted(LockedAggregate label, Lane lane) {
    return label.deleted(lane);
  }
}
