package org.livingevidence.imports;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
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

  /// Shows each kind at zero before its first import, so that the first is seen as an increase.
  void start(@Observes StartupEvent event, @All List<Intake<?>> intakes) {
    for (Intake<?> intake : intakes) {
      for (OutcomeKind outcome : OutcomeKind.values()) {
        records(intake.kind(), outcome);
      }
      if (intake.sendable()) {
        bytes(intake.kind());
      }
    }
  }

  void applied(String kind, Counts counts) {
    for (var outcome : OutcomeKind.values()) {
      if (counts.of(outcome) > 0) {
        records(kind, outcome).increment(counts.of(outcome));
      }
    }
  }

  void received(String kind, long bytes) {
    bytes(kind).increment(bytes);
  }

  private Counter records(String kind, OutcomeKind outcome) {
    return Counter.builder("living.evidence.imports.records")
        .description("records of imports by what became of them")
        .tags("kind", kind, "outcome", outcome.label())
        .register(registry);
  }

  private Counter bytes(String kind) {
    return Counter.builder("living.evidence.imports.received")
        .description("files of imports as they were sent")
        .baseUnit("bytes")
        .tag("kind", kind)
        .register(registry);
  }

  void started() {
    active.incrementAndGet();
  }

  void ended() {
    active.decrementAndGet();
  }
}
