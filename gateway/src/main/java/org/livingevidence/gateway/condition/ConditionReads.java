package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.read.Snapshots;

/// What other presentations of conditions (pages) are made of. Blocks.
@ApplicationScoped
public class ConditionReads {
  private final ViewCache views;
  private final ConditionList list;
  private final Snapshots snapshots;
  private final ConditionConfig config;

  ConditionReads(ViewCache views, ConditionList list, Snapshots snapshots, ConditionConfig config) {
    this.views = views;
    this.list = list;
    this.snapshots = snapshots;
    this.config = config;
  }

  /// The JSON of a condition's view; null when there is no such condition.
  public byte @Nullable [] view(String id) {
    RenderedView view = views.get(id);
    return view == null ? null : view.plain().getBytes();
  }

  /// The first page of the conditions that match.
  public ObjectNode list(@Nullable String query) {
    String asked =
        query == null || query.length() <= config.queryLength()
            ? query
            : query.substring(0, config.queryLength());
    return snapshots.read(snapshot -> list.page(snapshot, asked, null, config.pageLimit()));
  }
}
