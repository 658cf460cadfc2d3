package org.livingevidence.drugs.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.livingevidence.access.DatabaseFailure;

/// The figures of reading labels. What is read from the database is not a number while that is
/// away.
@Singleton
final class ReadingMetrics implements MeterBinder {
  private static final String PREFIX = "living.evidence.readings.";

  private final MeterRegistry registry;
  private final ReadingQueue queue;

  ReadingMetrics(MeterRegistry registry, ReadingQueue queue) {
    this.registry = registry;
    this.queue = queue;
  }

  /// What became of a label that was looked at.
  enum Outcome {
    READ,
    /// The names that are new make no difference to it.
    UNCHANGED,
    /// The rules failed over it.
    FAILED,
    /// It is held no longer.
    GONE
  }

  @Override
  public void bindTo(MeterRegistry to) {
    for (Outcome outcome : Outcome.values()) {
      labels(outcome);
    }
    waiting(to, "labels.waiting", "labels that are to be read", ReadingQueue::labelsWaiting);
    waiting(
        to,
        "drugs.waiting",
        "drugs that are to follow what was read in their labels",
        ReadingQueue::drugsWaiting);
  }

  void count(Outcome outcome) {
    labels(outcome).increment();
  }

  private Counter labels(Outcome outcome) {
    return Counter.builder(PREFIX + "labels")
        .description("labels looked at by what became of them")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private void waiting(
      MeterRegistry to, String name, String description, ToLongFunction<ReadingQueue> count) {
    Gauge.builder(
            PREFIX + name,
            queue,
            waiting -> {
              try {
                return count.applyAsLong(waiting);
              } catch (DatabaseFailure e) {
                return Double.NaN;
              }
            })
        .description(description)
        .register(to);
  }
}
