package org.livingevidence.gateway.condition;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.read.ETags;
import org.livingevidence.gateway.read.OwnPosition;
import org.livingevidence.gateway.read.ReadAccess;
import org.livingevidence.gateway.read.ReadGate;

/// Serves views that are at hand straight from the event loop: no thread, no copy, no store.
/// Whatever needs more (a render, a wait, a redirect, a refusal) goes on to [ConditionResource],
/// which answers the same.
@ApplicationScoped
class ConditionRoute {
  private static final CharSequence POSITION = HttpHeaders.createOptimized(ReadGate.POSITION);
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
  private static final CharSequence ENCODING = HttpHeaders.createOptimized("Accept-Encoding");

  private final ViewCache views;
  private final SlugCache slugs;
  private final ReadAccess access;
  private final OwnPosition own;

  ConditionRoute(ViewCache views, SlugCache slugs, ReadAccess access, OwnPosition own) {
    this.views = views;
    this.slugs = slugs;
    this.access = access;
    this.own = own;
  }

  void route(@Observes Router router) {
    router.get(ConditionPaths.API + "/:condition").handler(this::serve);
  }

  private void serve(RoutingContext context) {
    long position = own.get(); // before the view is taken: it is at least as new
    RenderedView view = atHand(ReadAccess.segment(context, "condition"));
    MultiMap headers = context.request().headers();
    if (view == null || !plain(headers, position) || !access.mayRead(context)) {
      context.next();
      return;
    }
    views.hit();
    String accepted = headers.get(HttpHeaders.ACCEPT_ENCODING);
    boolean gzip = accepted != null && accepted.contains("gzip");
    String held = headers.get(HttpHeaders.IF_NONE_MATCH);
    HttpServerResponse response = context.response();
    MultiMap answer = response.headers();
    answer.set(HttpHeaders.ETAG, gzip ? view.gzipTag() : view.plainTag());
    answer.set(POSITION, Long.toString(position));
    answer.set(HttpHeaders.VARY, ENCODING);
    answer.set(HttpHeaders.CACHE_CONTROL, NO_CACHE);
    if (held != null
        && (ETags.matches(held, view.plainTag()) || ETags.matches(held, view.gzipTag()))) {
      response.setStatusCode(304).end();
      return;
    }
    answer.set(HttpHeaders.CONTENT_TYPE, JSON);
    if (gzip) {
      answer.set(HttpHeaders.CONTENT_ENCODING, GZIP);
    }
    response.end(gzip ? view.gzip() : view.plain());
  }

  private @Nullable RenderedView atHand(String condition) {
    RenderedView view = views.atHand(condition);
    if (view != null) {
      return view;
    }
    String id = slugs.id(condition);
    RenderedView named = id == null ? null : views.atHand(id);
    return named != null && condition.equals(named.slug()) ? named : null;
  }

  /// Whether the request asks for nothing but JSON of a position reached.
  private static boolean plain(MultiMap headers, long position) {
    String accept = headers.get(HttpHeaders.ACCEPT);
    return !headers.contains(ReadGate.VERSION)
        && !headers.contains(POSITION)
        && (accept == null || accept.contains("*/*") || accept.contains("application/json"))
        && ETags.newest(headers.get(HttpHeaders.IF_NONE_MATCH)) <= position;
  }
}
