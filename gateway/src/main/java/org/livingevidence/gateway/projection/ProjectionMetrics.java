package org.livingevidence.gateway.projection;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.intake.VersionGuard.Verdict;

/// What the projector says of itself in figures. What is read from the store is in
/// [ProjectionGauges]; what each figure means is in `docs/operations.md`.
@Singleton
class ProjectionMetrics {
  static final String PREFIX = "living.evidence.projection.";

  /// From a fraction of what a person notices to a projector that was away over a week-end.
  private static final Duration[] DELAYS =
      LongStream.of(
              2,
              5,
              10,
              20,
              50,
              100,
              200,
              500,
              1_000,
              2_000,
              5_000,
              10_000,
              30_000,
              60_000,
              300_000,
              3_600_000,
              86_400_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final DistributionSummary changes;
  private final Counter deadLetters;
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong epoch = new AtomicLong();
  private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
  private final Map<Source, Timer> delays = new EnumMap<>(Source.class);
  private volatile boolean leading;
  private volatile long lastRound = System.nanoTime();

  ProjectionMetrics(MeterRegistry registry, ProjectionConfig config) {
    this.registry = registry;
    this.changes =
        DistributionSummary.builder(PREFIX + "changes")
            .description("changes of one transaction")
            .register(registry);
    this.deadLetters =
        Counter.builder(PREFIX + "dead.letters")
            .description("records set aside")
            .register(registry);
    gauge("position", "the last position", position::get);
    gauge("epoch", "the epoch of this process's last term", epoch::get);
    gauge("leading", "1 where this process is the projector", () -> leading ? 1 : 0);
    Gauge.builder(PREFIX + "idle", this, ProjectionMetrics::idleSeconds)
        .description("since the projector last finished a round")
        .baseUnit("seconds")
        .register(registry);
    for (Source source : Source.values()) {
      lag(source.kafkaTopic(config.topicPrefix()));
      delays.put(
          source,
          Timer.builder("living.evidence.commit.to.view")
              .description("from the write at the owner to its commit in the gateway")
              .tag("source", source.type())
              .serviceLevelObjectives(DELAYS)
              .register(registry));
      for (Verdict verdict : Verdict.values()) {
        events(source, verdict);
      }
    }
    List.of("running", "switched").forEach(this::rebuilds);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  private AtomicLong lag(String topic) {
    return lags.computeIfAbsent(
        topic,
        name -> {
          AtomicLong value = new AtomicLong();
          Gauge.builder(PREFIX + "lag", value, AtomicLong::get)
              .description("records not yet applied")
              .tag("topic", name)
              .register(registry);
          return value;
        });
  }

  private Counter events(Source source, Verdict verdict) {
    return Counter.builder(PREFIX + "events")
        .description("events by what became of them")
        .tags("source", source.type(), "outcome", verdict.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter rebuilds(String state) {
    return Counter.builder(PREFIX + "rebuilds")
        .description("rebuilds begun and switched to")
        .tag("state", state)
        .register(registry);
  }

  void role(boolean won, long term) {
    leading = won;
    epoch.set(term);
    lastRound = System.nanoTime();
    if (!won) {
      lags.values().forEach(lag -> lag.set(0));
    }
  }

  void alive(Map<String, Long> lag) {
    lastRound = System.nanoTime();
    lag.forEach((topic, behind) -> lag(topic).set(behind));
  }

  /// Notes a transaction on the live generation, just after its commit.
  void applied(Applied applied) {
    long now = System.currentTimeMillis();
    position.set(applied.to());
    changes.record(applied.changes().size());
    deadLetters.increment(applied.parked());
    applied
        .verdicts()
        .forEach(
            (source, verdicts) ->
                verdicts.forEach((verdict, n) -> events(source, verdict).increment(n)));
    applied
        .accepted()
        .forEach(
            (source, events) -> {
              Timer delay = requireNonNull(delays.get(source));
              // Clocks of two machines may disagree: what came before it was written took no time.
              events.forEach(
                  event ->
                      delay.record(
                          Math.max(0, now - event.time().toEpochMilli()), TimeUnit.MILLISECONDS));
            });
  }

  void rebuild(String state) {
    rebuilds(state).increment();
  }

  boolean leading() {
    return leading;
  }

  Map<String, Long> lag() {
    Map<String, Long> lag = new TreeMap<>();
    lags.forEach((topic, behind) -> lag.put(topic, behind.get()));
    return lag;
  }

  double idleSeconds() {
    return leading ? (System.nanoTime() - lastRound) / (double) TimeUnit.SECONDS.toNanos(1) : 0;
  }
}
