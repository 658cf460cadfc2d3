package org.livingevidence.gateway.route;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;
import org.livingevidence.access.RequestId;

/// Gives every request an id before anything answers it: views, streams, resources, pages and the
/// owners to whom a request is passed on all see and answer the same one.
@ApplicationScoped
class RequestIds {
  private static final int BEFORE_ALL_ELSE = 10_000;

  void register(@Observes Filters filters) {
    filters.register(RequestIds::give, BEFORE_ALL_ELSE);
  }

  private static void give(RoutingContext context) {
    String id = RequestId.of(context.request().getHeader(RequestId.HEADER));
    context.request().headers().set(RequestId.HEADER, id);
    MDC.put(RequestId.LOGGED, id);
    // At the last moment, in place of what an owner has answered: it was told this id.
    context.addHeadersEndHandler(end -> context.response().putHeader(RequestId.HEADER, id));
    context.next();
  }
}
