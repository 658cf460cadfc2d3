package org.livingevidence.outbox;

/// A record whose headers do not make an event; for the dead letters of whoever reads it.
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedEventException(String message) {
    super(message);
  }

  public MalformedEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
