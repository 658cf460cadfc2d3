package org.livingevidence.outbox;

import java.sql.SQLException;
import org.livingevidence.access.DatabaseFailure;

/// The database refused an operation of the outbox; the transaction cannot commit. A client is told
/// what [DatabaseFailure] says.
public final class OutboxException extends DatabaseFailure {
  private static final long serialVersionUID = 1;

  OutboxException(String doing, SQLException cause) {
    super(doing, cause);
  }
}
