package org.livingevidence.connect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// How long to rest before the next attempt: exponentially longer, with jitter so that many who
/// failed together do not come back together, and never shorter than the source asks.
record RetryDelay(Duration first, Duration longest, DoubleSupplier random) {
  private static final int MOST_DOUBLINGS = 30;

  /// @param failed how many attempts have failed, from 1
  /// @param asked what the source asked for, null when it did not
  Duration after(int failed, @Nullable Duration asked) {
    int doublings = Math.min(failed - 1, MOST_DOUBLINGS);
    Duration whole = first.multipliedBy(1L << doublings);
    if (whole.compareTo(longest) > 0) {
      whole = longest;
    }
    long half = whole.toNanos() / 2;
    Duration own = Duration.ofNanos(half + (long) (half * random.getAsDouble()));
    return asked != null && asked.compareTo(own) > 0 ? asked : own;
  }

  /// What a `Retry-After` header says, in seconds or as a date (RFC 9110); null when it says
  /// nothing that can be understood.
  static @Nullable Duration asked(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String value = header.strip();
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
