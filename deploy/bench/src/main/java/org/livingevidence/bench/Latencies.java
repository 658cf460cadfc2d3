package org.livingevidence.bench;

import java.util.Arrays;
import java.util.Locale;

/// A set of durations in nanoseconds, read as percentiles.
///
/// @param sortedNanos the durations, ascending
record Latencies(long[] sortedNanos) {

  Latencies {
    sortedNanos = sortedNanos.clone();
    Arrays.sort(sortedNanos);
  }

  /// The smallest duration that at least this share of all durations does not exceed, in
  /// milliseconds.
  ///
  /// @param share between 0 and 1
  double percentileMillis(double share) {
    if (sortedNanos.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * sortedNanos.length);
    return sortedNanos[Math.clamp(rank - 1, 0, sortedNanos.length - 1)] / 1e6;
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %-44s | %6d | %8.2f | %8.2f | %8.2f | %8.2f |",
        name,
        sortedNanos.length,
        percentileMillis(0.5),
        percentileMillis(0.9),
        percentileMillis(0.99),
        percentileMillis(1.0));
  }

  /// A row of a table of growing numbers.
  ///
  /// @param held how many there are
  String row(int held, String what) {
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %d | %.1f | %.1f |",
        held,
        what,
        sortedNanos.length,
        percentileMillis(0.5),
        percentileMillis(0.99));
  }

  static String header() {
    return "| leg | n | p50 ms | p90 ms | p99 ms | max ms |\n|---|---|---|---|---|---|";
  }
}
