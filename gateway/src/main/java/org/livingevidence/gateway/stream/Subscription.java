package org.livingevidence.gateway.stream;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One client of the stream. First what it missed is replayed from the store ([#replay], by a
/// virtual thread, as fast as the client takes it), then the hub hands over what comes ([#offer],
/// from the projector's thread, never waiting). What waits for the client is bounded: beyond it the
/// client is evicted, since its own reconnect with `Last-Event-ID` loses nothing and the others
/// lose no time.
///
/// ```
/// REPLAYING ──hub has no gap to its cursor──▶ LIVE ──queue full, stalled, gone──▶ CLOSED
/// ```
final class Subscription {
  private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");
  private static final int CHUNK = 32 * 1024;

  private final Context context;
  private final HttpServerResponse response;
  private final @Nullable String conditionId;
  private final int bound;
  private final Duration stall;
  private final Runnable abort;
  private final Runnable evicted;
  private final ArrayDeque<ChangeEvent> queue = new ArrayDeque<>();
  private long cursor;
  private boolean draining;
  private boolean closed;
  private long fullSince;

  /// @param conditionId the condition it watches, null for all
  /// @param cursor the position up to which the client knows everything
  /// @param abort ends the connection at once, whatever waits to be written on it
  /// @param evicted told once when the client was too slow
  Subscription(
      Context context,
      HttpServerResponse response,
      @Nullable String conditionId,
      long cursor,
      StreamConfig config,
      Runnable abort,
      Runnable evicted) {
    this.context = context;
    this.response = response;
    this.conditionId = conditionId;
    this.cursor = cursor;
    this.bound = config.queue();
    this.stall = config.stall();
    this.abort = abort;
    this.evicted = evicted;
  }

  @Nullable String conditionId() {
    return conditionId;
  }

  synchronized long cursor() {
    return cursor;
  }

  synchronized boolean closed() {
    return closed;
  }

  /// Takes a live change; never blocks. What the client has already is passed over.
  synchronized void offer(ChangeEvent event) {
    if (closed || event.position() <= cursor) {
      return;
    }
    if (queue.size() >= bound) {
      evict();
      return;
    }
    queue.add(event);
    cursor = event.position();
    if (!draining) {
      draining = true;
      context.runOnContext(nothing -> drain());
    }
  }

  /// Writes a replayed part and waits until the connection has taken it; `upTo` is what the client
  /// knows then. False when the client is gone or takes nothing.
  boolean replay(Buffer frames, long upTo) throws InterruptedException {
    CompletableFuture<Void> written = new CompletableFuture<>();
    context.runOnContext(
        nothing ->
            response
                .write(frames)
                .onSuccess(written::complete)
                .onFailure(written::completeExceptionally));
    try {
      written.get(stall.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      synchronized (this) {
        evict();
      }
      return false;
    } catch (ExecutionException e) {
      close();
      return false;
    }
    synchronized (this) {
      cursor = Math.max(cursor, upTo);
      return !closed;
    }
  }

  /// Sends a comment when nothing else waits; evicts a client that has taken nothing for too long.
  /// Runs on the event loop.
  void heartbeat() {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (response.writeQueueFull()) {
        long now = System.nanoTime();
        if (fullSince == 0) {
          fullSince = now;
        } else if (now - fullSince > stall.toNanos()) {
          evict();
        }
        return;
      }
      fullSince = 0;
      if (!queue.isEmpty()) {
        return;
      }
    }
    response.write(HEARTBEAT);
  }

  /// Ends the stream; what waits is dropped.
  synchronized void close() {
    if (!closed) {
      closed = true;
      queue.clear();
      context.runOnContext(nothing -> abort.run());
    }
  }

  private void evict() {
    if (!closed) {
      close();
      evicted.run();
    }
  }

  private void drain() {
    while (true) {
      Buffer chunk = Buffer.buffer();
      synchronized (this) {
        if (closed) {
          return;
        }
        if (response.writeQueueFull()) {
          response.drainHandler(nothing -> drain());
          return;
        }
        while (!queue.isEmpty() && chunk.length() < CHUNK) {
          chunk.appendBuffer(queue.poll().frame());
        }
        if (chunk.length() == 0) {
          draining = false;
          return;
        }
        fullSince = 0;
      }
      response.write(chunk);
    }
  }
}
