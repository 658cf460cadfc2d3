package org.livingevidence.observability;

import java.util.Set;
import java.util.TreeSet;
import org.livingevidence.teststack.DocumentedMetrics;

/// What may be named: the documented metrics, which tests of the services hold to the served ones.
final class Served {
  private static final Set<String> PARTS = Set.of("_bucket", "_sum", "_count", "_max");

  /// Prometheus's own.
  private static final Set<String> OF_PROMETHEUS = Set.of("ALERTS", "up");

  private Served() {}

  /// Those of these names that nobody serves.
  static Set<String> unknown(Set<String> metrics) {
    Set<String> known = new TreeSet<>(OF_PROMETHEUS);
    known.addAll(DocumentedMetrics.of("").keySet());
    known.addAll(DocumentedMetrics.others());
    Set<String> unknown = new TreeSet<>(metrics);
    unknown.removeIf(
        name ->
            known.contains(name)
                || PARTS.stream()
                    .anyMatch(
                        part ->
                            name.endsWith(part)
                                && known.contains(
                                    name.substring(0, name.length() - part.length()))));
    return unknown;
  }
}
