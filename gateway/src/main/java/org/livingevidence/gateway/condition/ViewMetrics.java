package org.livingevidence.gateway.condition;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// How the rendered views are read, in figures: taken from what the cache counts anyway, so that a
/// read costs no more.
@Singleton
final class ViewMetrics implements MeterBinder {
  private static final String PREFIX = "living.evidence.views.";

  private final ViewCache views;

  ViewMetrics(ViewCache views) {
    this.views = views;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    reads(registry, "hit", ViewCache::hits);
    reads(registry, "miss", ViewCache::misses);
    FunctionTimer.builder(
            PREFIX + "render",
            views,
            ViewCache::renders,
            ViewCache::renderNanos,
            TimeUnit.NANOSECONDS)
        .description("rendering a view")
        .register(registry);
    Gauge.builder(PREFIX + "held", views, ViewCache::heldBytes)
        .description("rendered views in memory, plain and compressed")
        .baseUnit("bytes")
        .register(registry);
  }

  private void reads(MeterRegistry registry, String outcome, ToDoubleFunction<ViewCache> count) {
    FunctionCounter.builder(PREFIX + "reads", views, count)
        .description("reads of a view by whether a current one was at hand")
        .tag("outcome", outcome)
        .register(registry);
  }
}
