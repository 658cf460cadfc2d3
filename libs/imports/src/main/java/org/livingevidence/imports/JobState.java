package org.livingevidence.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// ```
/// RECEIVING ──body durable, 202──▶ QUEUED ──claimed──▶ RUNNING ──▶ FINISHED
///     │ broken off: removed          │                    ├──────▶ FAILED
///                                    └──cancelled─────────┴──────▶ CANCELLED
/// ```
enum JobState {
  RECEIVING,
  QUEUED,
  RUNNING,
  FINISHED,
  FAILED,
  CANCELLED;

  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  boolean ended() {
    return switch (this) {
      case RECEIVING, QUEUED, RUNNING -> false;
      case FINISHED, FAILED, CANCELLED -> true;
    };
  }
}
