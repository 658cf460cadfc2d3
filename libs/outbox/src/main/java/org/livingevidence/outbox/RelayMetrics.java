package org.livingevidence.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// What the relay says of itself in figures. What waits is read from the database, by
/// [OutboxGauges].
final class RelayMetrics {
  private final MeterRegistry registry;
  private final Timer kafka;
  private final Counter blocked;
  private final Counter conflicts;
  private final Counter fenced;
  private final Counter failures;
  private final AtomicBoolean leading = new AtomicBoolean();
  private final AtomicLong lag = new AtomicLong();

  RelayMetrics(MeterRegistry registry) {
    this.registry = registry;
    kafka =
        Timer.builder("outbox.kafka.transaction")
            .description("one Kafka transaction, from its first record to its commit")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    blocked =
        Counter.builder("outbox.stops")
            .description("aggregates that could not be published at a version")
            .register(registry);
    conflicts =
        Counter.builder("outbox.conflicts")
            .description("versions found with another content than was published under them")
            .register(registry);
    fenced =
        Counter.builder("outbox.fenced")
            .description("times that this process found another relay in its place")
            .register(registry);
    failures =
        Counter.builder("outbox.failures")
            .description("attempts that failed as a whole and are repeated")
            .register(registry);
    registry.gauge("outbox.leader", leading, flag -> flag.get() ? 1 : 0);
    registry.gauge("outbox.reader.lag", lag, AtomicLong::doubleValue);
  }

  void sent(long nanos) {
    kafka.record(nanos, TimeUnit.NANOSECONDS);
  }

  void published(List<RenderedEvent> events) {
    events.stream()
        .collect(Collectors.groupingBy(e -> e.pending().key().type(), Collectors.counting()))
        .forEach(
            (type, number) -> registry.counter("outbox.published", "type", type).increment(number));
  }

  void blocked(Refusal refusal) {
    blocked.increment();
    if (refusal.conflict()) {
      conflicts.increment();
    }
  }

  void fenced() {
    fenced.increment();
  }

  void failed() {
    failures.increment();
  }

  void leading(boolean now) {
    leading.set(now);
  }

  boolean leading() {
    return leading.get();
  }

  void lag(long records) {
    lag.set(records);
  }
}
