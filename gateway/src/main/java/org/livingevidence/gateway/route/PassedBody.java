package org.livingevidence.gateway.route;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/// A request's body on its way to an owner: the part that was looked at already, then the rest as
/// it comes, at the pace of the owner, and never more than a limit. Used on the request's event
/// loop alone.
final class PassedBody implements ReadStream<Buffer> {
  private final HttpServerRequest request;
  private final long most;
  private @Nullable Buffer head;
  private boolean flowing;
  private boolean sourceEnded;
  private boolean failed;
  private long passed;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;

  /// The body was longer than may be passed on.
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(long most) {
      super("The body is longer than the " + most + " bytes that are passed on here.");
    }
  }

  /// @param request paused, or ended when `ended`
  /// @param head what was read of it already, null when nothing was
  /// @param ended whether `head` is all there is
  PassedBody(HttpServerRequest request, @Nullable Buffer head, boolean ended, long most) {
    this.request = request;
    this.head = head;
    this.sourceEnded = ended;
    this.most = most;
    if (!ended) {
      request.handler(this::pass);
      request.endHandler(
          nothing -> {
            sourceEnded = true;
            end();
          });
      request.exceptionHandler(this::fail);
    }
  }

  private void pass(Buffer chunk) {
    if (failed) {
      return;
    }
    passed += chunk.length();
    if (passed > most) {
      fail(new TooLarge(most));
      return;
    }
    Handler<Buffer> to = handler;
    if (to != null) {
      to.handle(chunk);
    }
  }

  private void end() {
    Handler<Void> to = endHandler;
    if (sourceEnded && head == null && !failed && to != null) {
      endHandler = null;
      to.handle(null);
    }
  }

  private void fail(Throwable failure) {
    if (!failed) {
      failed = true;
      Handler<Throwable> to = exceptionHandler;
      if (to != null) {
        to.handle(failure);
      }
    }
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> to) {
    exceptionHandler = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> to) {
    handler = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> to) {
    endHandler = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    flowing = false;
    if (!sourceEnded) {
      request.pause();
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    flowing = true;
    Buffer first = head;
    if (first != null && handler != null) {
      head = null;
      if (first.length() > 0) {
        pass(first);
      }
    }
    if (sourceEnded) {
      end();
    } else if (flowing) {
      request.resume();
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    return amount > 0 ? resume() : this;
  }
}
