package org.livingevidence.access;

import java.sql.SQLException;

/// A statement failed. The cause's SQL state decides what the client is told: 503 when the
/// database is away, full or read-only, 500 otherwise; the words of neither exception ever reach
/// a client.
public class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param doing what was being done, "reading the audit log"
  public DatabaseFailure(String doing, SQLException cause) {
    super("The database failed while " + doing + ": " + cause.getMessage(), cause);
  }
}
