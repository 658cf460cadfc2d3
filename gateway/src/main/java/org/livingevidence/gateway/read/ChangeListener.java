package org.livingevidence.gateway.read;

import java.util.List;
import org.livingevidence.gateway.change.ChangeRow;

/// Is told of every committed change of the store, in the order of positions, each once, by one
/// thread at a time. Both methods must return at once: they run on the projector's thread where it
/// is in this process.
public interface ChangeListener {
  /// Called before this process's position moves to `position`: what is cached of the changed
  /// conditions must not be served any more as being of `position`.
  default void invalidate(List<ChangeRow> changes, long position) {}

  /// Called after the position has moved: the changes may be told to clients.
  default void publish(List<ChangeRow> changes, long position) {}

  /// Called instead when the changes in between are not known (the feed was pruned past this
  /// process): forget everything older than `position`.
  void restart(long position);
}
