package org.livingevidence.gateway.intake;

/// A record that cannot be understood: it is parked with the reason and blocks nobody.
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param reason what is wrong and where, without the payload
  public UnreadableException(String reason) {
    super(reason);
  }

  UnreadableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
