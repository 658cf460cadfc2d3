package org.livingevidence.drugs.topic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The figures of the copy of the topics. What is read from the database is not a number while that
/// is away.
@Singleton
final class TopicMetrics implements MeterBinder {
  private static final String PREFIX = "living.evidence.topics.";

  private final MeterRegistry registry;
  private final DeadLetterStore letters;
  private final TopicStore topics;
  private volatile @Nullable Instant failingSince;

  TopicMetrics(MeterRegistry registry, DeadLetterStore letters, TopicStore topics) {
    this.registry = registry;
    this.letters = letters;
    this.topics = topics;
  }

  /// What became of an event.
  enum Outcome {
    APPLIED,
    /// It is what is held, or older.
    STALE,
    /// It could not be taken.
    DEAD;

    private String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Override
  public void bindTo(MeterRegistry to) {
    for (Outcome outcome : Outcome.values()) {
      events(outcome);
    }
    gauge(to, "parked", null, "records set aside that nobody has settled", TopicMetrics::parked);
    gauge(
        to,
        "silence",
        "seconds",
        "since the broker's time of the newest event applied",
        TopicMetrics::silence);
    gauge(
        to,
        "failing",
        "seconds",
        "for how long nothing could be applied; 0 while all is well",
        metrics -> since(metrics.failingSince));
  }

  private void gauge(
      MeterRegistry to,
      String name,
      @Nullable String unit,
      String description,
      ToDoubleFunction<TopicMetrics> value) {
    Gauge.builder(PREFIX + name, this, value).description(description).baseUnit(unit).register(to);
  }

  private Counter events(Outcome outcome) {
    return Counter.builder(PREFIX + "events")
        .description("events about topics by what became of them")
        .tag("outcome", outcome.label())
        .register(registry);
  }

  void count(Outcome outcome, int events) {
    events(outcome).increment(events);
  }

  /// @param since null while all is well
  void failing(@Nullable Instant since) {
    failingSince = since;
  }

  private double parked() {
    try {
      return letters.parked();
    } catch (SQLException e) {
      return Double.NaN;
    }
  }

  private double silence() {
    try {
      Instant newest = topics.newest();
      return newest == null ? Double.NaN : since(newest);
    } catch (SQLException e) {
      return Double.NaN;
    }
  }

  private static double since(@Nullable Instant then) {
    return then == null ? 0 : Math.max(0, Duration.between(then, Instant.now()).toMillis() / 1e3);
  }
}
