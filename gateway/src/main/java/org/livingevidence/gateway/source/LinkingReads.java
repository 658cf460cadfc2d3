package org.livingevidence.gateway.source;

import jakarta.enterprise.context.ApplicationScoped;
import org.livingevidence.gateway.read.Snapshots;

/// Whether the links of a condition are still being made.
@ApplicationScoped
public class LinkingReads {
  private final Snapshots snapshots;
  private final SourceStore store;

  LinkingReads(Snapshots snapshots, SourceStore store) {
    this.snapshots = snapshots;
    this.store = store;
  }

  /// Whether publications or drugs may still be on their way into the condition's view, or out of
  /// it, because topics moved or names changed. Blocks.
  public boolean pending(String conditionId) {
    return snapshots.read(
        snapshot -> store.linking(snapshot, conditionId).path("pending").asBoolean());
  }
}
