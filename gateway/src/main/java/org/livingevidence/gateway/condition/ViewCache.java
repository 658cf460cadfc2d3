package org.livingevidence.gateway.condition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.read.ChangeListener;

/// The rendered views, at most one render of a condition at a time.
///
/// ```
///       changed at position p                     a reader, after p was told
///   staleBelow = max(staleBelow, p)      snapshot >= staleBelow ? serve : render and serve
/// ```
///
/// A view is served only while its snapshot is at or above every change this process was told of. A
/// slot stands in the cache before its render begins, so a change that arrives meanwhile marks it;
/// of two renders the one of the newer snapshot stays, whichever ends last.
@ApplicationScoped
class ViewCache implements ChangeListener {
  private final Cache<String, Slot> slots;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final AtomicLong renders = new AtomicLong();
  private final AtomicLong renderNanos = new AtomicLong();
  private final AtomicLong floor = new AtomicLong();
  private final Function<String, @Nullable RenderedView> renderer;

  @jakarta.inject.Inject
  ViewCache(ViewRenderer renderer, ConditionConfig config) {
    this(renderer::render, config.cacheSize().asLongValue());
  }

  ViewCache(Function<String, @Nullable RenderedView> renderer, long bytes) {
    this.renderer = renderer;
    this.slots =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((String id, Slot slot) -> slot.weight())
            .build();
  }

  private static final class Slot {
    private final AtomicReference<@Nullable RenderedView> view = new AtomicReference<>();
    private final AtomicLong staleBelow;
    private @Nullable CompletableFuture<@Nullable RenderedView> flight;

    Slot(long staleBelow) {
      this.staleBelow = new AtomicLong(staleBelow);
    }

    void staleBelow(long position) {
      staleBelow.accumulateAndGet(position, Math::max);
    }

    void offer(RenderedView rendered) {
      view.accumulateAndGet(
          rendered,
          (old, young) -> old != null && old.snapshot() > rendered.snapshot() ? old : young);
    }

    @Nullable RenderedView current(long needed) {
      RenderedView held = view.get();
      return held != null && held.snapshot() >= needed ? held : null;
    }

    int weight() {
      RenderedView held = view.get();
      return 256 + (held == null ? 0 : held.size());
    }
  }

  /// The view if it is at hand and current; never blocks.
  @Nullable RenderedView atHand(String id) {
    Slot slot = slots.getIfPresent(id);
    return slot == null ? null : slot.current(slot.staleBelow.get());
  }

  /// The current view, rendered if need be; null when there is no such condition. Blocks.
  @Nullable RenderedView get(String id) {
    boolean counted = false;
    while (true) {
      Slot slot = slots.get(id, unknown -> new Slot(floor.get()));
      long needed = slot.staleBelow.get();
      RenderedView held = slot.current(needed);
      if (!counted) {
        (held != null ? hits : misses).increment();
        counted = true;
      }
      if (held != null) {
        return held;
      }
      Flight flight = join(id, slot);
      RenderedView rendered = flight.rendered();
      if (rendered != null && rendered.snapshot() >= needed) {
        return rendered;
      }
      if (rendered == null && flight.begunHere()) {
        slots.asMap().remove(id, slot);
        return null;
      }
      // joined a render that may have begun before what this reader must see
    }
  }

  /// Counts a view that was served as it lay at hand.
  void hit() {
    hits.increment();
  }

  /// How many reads found a current view, since the start.
  long hits() {
    return hits.sum();
  }

  /// How many had to wait for a render.
  long misses() {
    return misses.sum();
  }

  /// How long all renders took together.
  long renderNanos() {
    return renderNanos.get();
  }

  /// How many bytes of views are held.
  long heldBytes() {
    return slots.policy().eviction().map(policy -> policy.weightedSize().orElse(0)).orElse(0L);
  }

  /// How many views have been rendered since the start.
  long renders() {
    return renders.get();
  }

  private record Flight(@Nullable RenderedView rendered, boolean begunHere) {}

  private Flight join(String id, Slot slot) {
    CompletableFuture<@Nullable RenderedView> flight;
    boolean mine = false;
    synchronized (slot) {
      flight = slot.flight;
      if (flight == null) {
        flight = new CompletableFuture<>();
        slot.flight = flight;
        mine = true;
      }
    }
    if (mine) {
      render(id, slot, flight);
    }
    try {
      return new Flight(flight.join(), mine);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void render(String id, Slot slot, CompletableFuture<@Nullable RenderedView> flight) {
    try {
      renders.incrementAndGet();
      long begun = System.nanoTime();
      RenderedView rendered = renderer.apply(id);
      renderNanos.addAndGet(System.nanoTime() - begun);
      if (rendered != null) {
        slot.offer(rendered);
        slots.asMap().replace(id, slot, slot); // weighs it again
      }
      land(slot);
      flight.complete(rendered);
    } catch (RuntimeException | Error e) {
      land(slot);
      flight.completeExceptionally(e);
    }
  }

  private static void land(Slot slot) {
    synchronized (slot) {
      slot.flight = null;
    }
  }

  @Override
  public void invalidate(List<ChangeRow> changes, long position) {
    for (ChangeRow change : changes) {
      for (String id : change.conditions()) {
        Slot slot = slots.policy().getIfPresentQuietly(id);
        if (slot != null) {
          slot.staleBelow(change.position());
        }
      }
    }
  }

  @Override
  public void restart(long position) {
    floor.accumulateAndGet(position, Math::max);
    slots.asMap().values().forEach(slot -> slot.staleBelow(position));
  }
}
