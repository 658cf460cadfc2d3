package org.livingevidence.gateway.route;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// The beginning of a request's body, by which its owner is found; the rest waits.
final class BodyHead {
  private BodyHead() {}

  /// Told once.
  interface Decision {
    /// @param head what was read
    /// @param ended whether that is the whole body; else the request is paused
    void on(Buffer head, boolean ended);
  }

  /// Reads as much as is looked at.
  static void read(HttpServerRequest request, long most, Decision decision) {
    request.pause();
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
      request.headers().remove(HttpHeaders.EXPECT);
    }
    Buffer head = Buffer.buffer();
    boolean[] decided = new boolean[1];
    request.exceptionHandler(failure -> decided[0] = true);
    request.handler(
        chunk -> {
          head.appendBuffer(chunk);
          if (!decided[0] && head.length() >= most) {
            decided[0] = true;
            request.pause();
            decision.on(head, false);
          }
        });
    request.endHandler(
        nothing -> {
          if (!decided[0]) {
            decided[0] = true;
            decision.on(head, true);
          }
        });
    request.resume();
  }
}
