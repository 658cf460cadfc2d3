package org.livingevidence.outbox;

/// The database refused an operation of the outbox; the transaction cannot commit.
public final class OutboxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OutboxException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
