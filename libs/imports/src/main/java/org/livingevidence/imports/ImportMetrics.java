package org.livingevidence.imports;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/// What imports show of themselves: records by outcome, bytes received, and how many run.
@ApplicationScoped
class ImportMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger active;

  ImportMetrics(MeterRegistry registry) {
    this.registry = registry;
    active =
        java.util.Objects.requireNonNull(
            registry.gauge("living.evidence.imports.active", new AtomicInteger()));
  }

  void applied(String kind, Counts counts) {
    for (var outcome : OutcomeKind.values()) {
      if (counts.of(outcome) > 0) {
        registry
            .counter("living.evidence.imports.records", "kind", kind, "outcome", outcome.label())
            .increment(counts.of(outcome));
      }
    }
  }

  void received(String kind, long bytes) {
    registry.counter("living.evidence.imports.bytes", "kind", kind).increment(bytes);
  }

  void started() {
    active.incrementAndGet();
  }

  void ended() {
    active.decrementAndGet();
  }
}
