package org.livingevidence.gateway.projection;

import java.util.Map;

/// Hears what the projector did, on its thread, after the commit: hand over and return.
interface ProjectorListener {
  /// The role was won.
  default void elected(long epoch) {}

  /// The role was lost or given up.
  default void resigned(long epoch) {}

  /// A round is over; the lag by topic, as the consumer knows it without asking.
  default void alive(Map<String, Long> lag) {}

  /// A transaction on the live generation committed.
  void committed(Applied applied);

  /// A transaction on a generation beside it committed.
  default void committedBeside(Applied applied) {}

  /// A rebuild goes on or switched.
  ///
  /// @param state `running` or `switched`
  default void rebuild(String state, String reason) {}
}
