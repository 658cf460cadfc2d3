package org.livingevidence.drugs.intake.spl;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Dates as SPL and openFDA write them.
public final class SplDates {
  private SplDates() {}

  /// `20230215`, with a time after it or not, as `2023-02-15`; null when it is no date.
  public static @Nullable String of(@Nullable String value) {
    if (value == null || !value.matches("[0-9]{8}.{0,20}")) {
      return null;
    }
    try {
      return LocalDate.of(
              Integer.parseInt(value, 0, 4, 10),
              Integer.parseInt(value, 4, 6, 10),
              Integer.parseInt(value, 6, 8, 10))
          .toString();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
