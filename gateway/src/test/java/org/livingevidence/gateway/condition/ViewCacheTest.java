package org.livingevidence.gateway.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.change.ChangeKind;
import org.livingevidence.gateway.change.ChangeRow;

class ViewCacheTest {
  private static final long BYTES = 10_000_000;
  private final AtomicLong storePosition = new AtomicLong(1);

  @Test
  void rendersOnceForAllWhoAskAtTheSameTime() throws Exception {
    // Given a render that takes until all have asked
    AtomicInteger renders = new AtomicInteger();
    CountDownLatch asked = new CountDownLatch(1);
    ViewCache cache =
        new ViewCache(
            id -> {
              renders.incrementAndGet();
              await(asked);
              return view(id, storePosition.get());
            },
            BYTES);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      // When
      List<Future<RenderedView>> views =
          java.util.stream.IntStream.range(0, 50)
              .mapToObj(i -> readers.submit(() -> cache.get("D1")))
              .toList();
      asked.countDown();

      // Then
      for (Future<RenderedView> view : views) {
        assertThat(view.get(10, TimeUnit.SECONDS).snapshot()).isEqualTo(1);
      }
      assertThat(renders).hasValue(1);
    }
  }

  @Test
  void neverServesAViewOlderThanAChangeItWasToldOf() {
    ViewCache cache = new ViewCache(id -> view(id, storePosition.get()), BYTES);
    assertSnapshot(cache.get("D1"), 1);

    storePosition.set(2);
    cache.invalidate(List.of(change(2, "D1")), 2);

    assertThat(cache.atHand("D1")).isNull();
    assertSnapshot(cache.get("D1"), 2);
    assertThat(cache.atHand("D1")).isNotNull();
  }

  @Test
  void keepsAViewThatTheChangeDoesNotConcern() {
    ViewCache cache = new ViewCache(id -> view(id, storePosition.get()), BYTES);
    cache.get("D1");

    cache.invalidate(List.of(change(2, "D2")), 2);

    assertThat(cache.atHand("D1")).isNotNull();
  }

  @Test
  void aRenderOvertakenByAChangeIsNotServedToWhoCameAfterTheChange() throws Exception {
    // Given a render whose snapshot is taken before a change, and ends after it
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger renders = new AtomicInteger();
    ViewCache cache =
        new ViewCache(
            id -> {
              long snapshot = storePosition.get();
              if (renders.incrementAndGet() == 1) {
                begun.complete(null);
                await(end);
              }
              return view(id, snapshot);
            },
            BYTES);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RenderedView> before = readers.submit(() -> cache.get("D1"));
      begun.get(10, TimeUnit.SECONDS);
      storePosition.set(2);
      cache.invalidate(List.of(change(2, "D1")), 2);

      // When a reader comes after the change, and the old render ends
      Future<RenderedView> after = readers.submit(() -> cache.get("D1"));
      end.countDown();

      // Then
      before.get(10, TimeUnit.SECONDS);
      assertThat(after.get(10, TimeUnit.SECONDS).snapshot()).isEqualTo(2);
      assertSnapshot(cache.atHand("D1"), 2);
    }
  }

  @Test
  void aFailedRenderIsTriedAgainByTheNext() {
    AtomicInteger renders = new AtomicInteger();
    ViewCache cache =
        new ViewCache(
            id -> {
              if (renders.incrementAndGet() == 1) {
                throw new IllegalStateException("planted");
              }
              return view(id, storePosition.get());
            },
            BYTES);

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> cache.get("D1")).hasMessage("planted");

    assertThat(cache.get("D1")).isNotNull();
  }

  @Test
  void anUnknownConditionIsLookedForAgain() {
    AtomicInteger renders = new AtomicInteger();
    ViewCache cache =
        new ViewCache(id -> renders.incrementAndGet() == 1 ? null : view(id, 2), BYTES);

    assertThat(cache.get("D1")).isNull();
    assertThat(cache.get("D1")).isNotNull();
  }

  @Test
  void forgetsEverythingOlderWhenTheChangesBetweenAreUnknown() {
    ViewCache cache = new ViewCache(id -> view(id, storePosition.get()), BYTES);
    cache.get("D1");

    storePosition.set(9);
    cache.restart(9);

    assertThat(cache.atHand("D1")).isNull();
    assertSnapshot(cache.get("D1"), 9);
  }

  private static void assertSnapshot(@Nullable RenderedView view, long snapshot) {
    assertThat(view).isNotNull().extracting(RenderedView::snapshot).isEqualTo(snapshot);
  }

  private static RenderedView view(String id, long snapshot) {
    return RenderedView.of(
        id,
        null,
        snapshot,
        snapshot,
        ("{\"at\":" + snapshot + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static ChangeRow change(long position, String condition) {
    return new ChangeRow(
        position,
        Instant.EPOCH,
        ChangeKind.EVIDENCE,
        List.of(),
        JsonNodeFactory.instance.objectNode(),
        List.of(condition));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody asked");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
