package org.livingevidence.imports;

/// Stops the work on an import from inside, through whatever the intake has on the stack.
final class ImportStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  enum Why {
    /// It was asked to stop.
    CANCELLED,
    /// Another worker has it.
    FENCED,
    /// The database is away; the job is taken up again.
    DATABASE_AWAY,
    /// This process is going down; the job is taken up again.
    SHUTDOWN,
    /// The file passed a limit or its records are not in order; the sink knows what to say.
    REFUSED
  }

  private final Why why;

  ImportStopped(Why why) {
    super("The import stops: " + why, null, false, false);
    this.why = why;
  }

  ImportStopped(Why why, Throwable cause) {
    super("The import stops: " + why, cause);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
