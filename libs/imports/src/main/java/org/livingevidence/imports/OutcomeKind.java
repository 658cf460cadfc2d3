package org.livingevidence.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What may become of a record; lower case in JSON, SQL and metrics.
public enum OutcomeKind {
  /// It was not here before (or had been deleted).
  CREATED,
  /// It changed what was here.
  UPDATED,
  /// The same content was here; nothing was emitted.
  UNCHANGED,
  /// Something newer was here; nothing was emitted.
  OLDER,
  /// It took away what was here.
  DELETED,
  /// It took away what was not here.
  ABSENT,
  /// It cannot be applied; the reason says why.
  REJECTED;

  /// The name outside Java.
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
