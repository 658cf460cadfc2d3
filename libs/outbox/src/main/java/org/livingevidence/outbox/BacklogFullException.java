package org.livingevidence.outbox;

import java.util.Locale;

/// So many changes wait to be published that no more are taken. A client sees 503 and retries; an
/// import pauses.
public final class BacklogFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Lane lane;
  private final long limit;

  public BacklogFullException(Lane lane, long limit) {
    super(
        "%d changes wait to be published in the %s lane, which is its limit"
            .formatted(limit, lane.name().toLowerCase(Locale.ROOT)));
    this.lane = lane;
    this.limit = limit;
  }

  /// The lane that is full.
  public Lane lane() {
    return lane;
  }

  /// The lane's limit, in rows.
  public long limit() {
    return limit;
  }
}
