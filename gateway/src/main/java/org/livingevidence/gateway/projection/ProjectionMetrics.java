package org.livingevidence.gateway.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.livingevidence.gateway.intake.Source;

/// The projector's figures:
///
/// | name | what |
/// |---|---|
/// | `living_evidence_projection_events_total{source,outcome}` | events by outcome: applied, stale,
/// duplicate, conflict |
/// | `living_evidence_projection_dead_letters_total` | records set aside |
/// | `living_evidence_projection_changes` | changes per transaction |
/// | `living_evidence_projection_position`, `…_epoch` | the last position, the epoch of this
/// process's last term |
/// | `living_evidence_projection_leading` | 1 where this process is the projector |
/// | `living_evidence_projection_lag{topic}` | records not yet applied; of the projector only |
/// | `living_evidence_projection_idle_seconds` | since the projector last finished a round; of the
/// projector only |
/// | `living_evidence_projection_rebuilds_total{state}` | rebuilds begun and switched |
@Singleton
class ProjectionMetrics {
  private static final String PREFIX = "living_evidence_projection_";

  private final MeterRegistry registry;
  private final DistributionSummary changes;
  private final Counter deadLetters;
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong epoch = new AtomicLong();
  private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
  private volatile boolean leading;
  private volatile long lastRound = System.nanoTime();

  ProjectionMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.changes = registry.summary(PREFIX + "changes");
    this.deadLetters = registry.counter(PREFIX + "dead_letters");
    registry.gauge(PREFIX + "position", position);
    registry.gauge(PREFIX + "epoch", epoch);
    Gauge.builder(PREFIX + "leading", this, metrics -> metrics.leading ? 1 : 0).register(registry);
    Gauge.builder(PREFIX + "idle_seconds", this, ProjectionMetrics::idleSeconds).register(registry);
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
    lag.forEach(
        (topic, behind) ->
            lags.computeIfAbsent(
                    topic,
                    name -> {
                      AtomicLong value = new AtomicLong();
                      Gauge.builder(PREFIX + "lag", value, AtomicLong::get)
                          .tag("topic", name)
                          .register(registry);
                      return value;
                    })
                .set(behind));
  }

  void applied(Applied applied) {
    position.set(applied.to());
    changes.record(applied.changes().size());
    deadLetters.increment(applied.parked());
    applied
        .verdicts()
        .forEach(
            (source, verdicts) ->
                verdicts.forEach(
                    (verdict, n) ->
                        registry
                            .counter(
                                PREFIX + "events",
                                "source",
                                source(source),
                                "outcome",
                                verdict.name().toLowerCase(Locale.ROOT))
                            .increment(n)));
  }

  void rebuild(String state) {
    registry.counter(PREFIX + "rebuilds", "state", state).increment();
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

  private static String source(Source source) {
    return source.type();
  }
}
