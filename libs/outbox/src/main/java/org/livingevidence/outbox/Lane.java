package org.livingevidence.outbox;

/// The two queues of the outbox. What a person changed never waits behind an import.
public enum Lane {
  /// Changes that someone waits for; published first, between any two bulk batches.
  INTERACTIVE,
  /// Changes of imports and other mass work; bounded batches, paused while readers lag.
  BULK;

  short code() {
    return switch (this) {
      case INTERACTIVE -> 0;
      case BULK -> 1;
    };
  }
}
