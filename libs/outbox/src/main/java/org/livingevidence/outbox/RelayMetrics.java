package org.livingevidence.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// What the relay says of itself, in figures and traces. What waits is read from the database, by
/// [OutboxGauges].
final class RelayMetrics {
  /// What the names of the outbox's metrics begin with.
  static final String PREFIX = "living.evidence.outbox.";

  private final MeterRegistry registry;
  private final Tracing tracing;
  private final Timer kafka;
  private final Counter blocked;
  private final Counter conflicts;
  private final Counter fenced;
  private final Counter failures;
  private final AtomicBoolean leading = new AtomicBoolean();
  private final AtomicLong lag = new AtomicLong();

  RelayMetrics(MeterRegistry registry) {
    this(registry, Tracing.off());
  }

  RelayMetrics(MeterRegistry registry, Tracing tracing) {
    this.registry = registry;
    this.tracing = tracing;
    kafka =
        Timer.builder(PREFIX + "transaction")
            .description("one Kafka transaction, from its first record to its commit")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    blocked =
        Counter.builder(PREFIX + "stops")
            .description("aggregates that could not be published at a version")
            .register(registry);
    conflicts =
        Counter.builder(PREFIX + "conflicts")
            .description("versions found with another content than was published under them")
            .register(registry);
    fenced =
        Counter.builder(PREFIX + "fenced")
            .description("times that this process found another relay in its place")
            .register(registry);
    failures =
        Counter.builder(PREFIX + "failures")
            .description("attempts that failed as a whole and are repeated")
            .register(registry);
    Gauge.builder(PREFIX + "leader", leading, flag -> flag.get() ? 1 : 0)
        .description("1 where this process is the relay")
        .register(registry);
    Gauge.builder(PREFIX + "reader.lag", lag, AtomicLong::doubleValue)
        .description("records that the reader lags behind, as the bulk lane last looked")
        .register(registry);
  }

  /// The traces of what it publishes.
  Tracing tracing() {
    return tracing;
  }

  void sent(long nanos) {
    kafka.record(nanos, TimeUnit.NANOSECONDS);
  }

  /// Shows each type at zero before its first event, so that the first is seen as an increase.
  void types(Collection<String> types) {
    types.forEach(this::events);
  }

  void published(List<RenderedEvent> events) {
    events.stream()
        .collect(Collectors.groupingBy(e -> e.pending().key().type(), Collectors.counting()))
        .forEach((type, number) -> events(type).increment(number));
  }

  private Counter events(String type) {
    return Counter.builder(PREFIX + "published")
        .description("events sent and acknowledged")
        .tag("type", type)
        .register(registry);
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
