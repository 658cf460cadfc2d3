package org.livingevidence.gateway.change;

import java.util.List;

/// Fired as a CDI event by the projector's own process after its transaction committed, on the
/// projector's thread: observers hand over and return. Other processes hear of it by the
/// notification [#CHANNEL], whose payload is the position.
///
/// @param fromPosition the position before the transaction
/// @param toPosition the position after it; equal to the last change's position
/// @param changes what it wrote, ascending; never empty
public record Committed(long fromPosition, long toPosition, List<ChangeRow> changes) {
  /// The PostgreSQL notification channel.
  public static final String CHANNEL = "projected";

  public Committed {
    changes = List.copyOf(changes);
    if (toPosition <= fromPosition || changes.isEmpty()) {
      throw new IllegalArgumentException("nothing was committed at " + fromPosition);
    }
  }
}
