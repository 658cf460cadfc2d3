package org.livingevidence.access;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Sends clients away from a process that is leaving (`quarkus.shutdown.delay`): every answer asks
/// for its connection to be closed. A client that keeps its connection would not notice that it is
/// no longer sent here, and lose the request that meets the end.
@Singleton
class LeavingConnections {
  /// Before whatever may answer.
  private static final int FIRST = 10_000;

  private volatile boolean leaving;

  void leave(@Observes ShutdownDelayInitiatedEvent event) {
    leaving = true;
  }

  void register(@Observes Filters filters) {
    filters.register(
        routing -> {
          if (leaving && routing.request().version() == HttpVersion.HTTP_1_1) {
            routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
          }
          routing.next();
        },
        FIRST);
  }
}
