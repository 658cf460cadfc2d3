package org.livingevidence.gateway.stream;

import static org.livingevidence.gateway.read.ReadGate.parse;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.condition.ConditionAnswers;
import org.livingevidence.gateway.condition.ConditionPaths;
import org.livingevidence.gateway.read.FeedStore;
import org.livingevidence.gateway.read.OwnPosition;
import org.livingevidence.gateway.read.ProblemAnswers;
import org.livingevidence.gateway.read.ReadAccess;
import org.livingevidence.gateway.read.ReadConfig;
import org.livingevidence.gateway.read.ReadGate;
import org.livingevidence.gateway.read.Snapshots;

/// Server-sent events of all changes, or of one condition's (its narrower conditions' included).
///
/// `Last-Event-ID` (which a reconnecting browser sends) goes before `since=`; 0 is the oldest
/// change kept; with neither the stream begins now. A position that has been pruned is answered by
/// an event `reset` that names the oldest kept and the position from which the stream goes on.
@ApplicationScoped
class ChangeStreamRoute {
  private static final Logger LOG = Logger.getLogger(ChangeStreamRoute.class);

  private final ChangeHub hub;
  private final ChangeJson json;
  private final FeedStore log;
  private final Snapshots snapshots;
  private final ConditionAnswers conditions;
  private final ReadAccess access;
  private final ReadGate gate;
  private final OwnPosition own;
  private final StreamConfig config;
  private final ReadConfig reads;
  private final Vertx vertx;
  private final ExecutorService threads;
  private final Optional<Duration> leaving;
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean stopping;

  ChangeStreamRoute(
      ChangeHub hub,
      ChangeJson json,
      FeedStore log,
      Snapshots snapshots,
      ConditionAnswers conditions,
      ReadAccess access,
      ReadGate gate,
      OwnPosition own,
      StreamConfig config,
      ReadConfig reads,
      Vertx vertx,
      @VirtualThreads ExecutorService threads,
      @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> leaving) {
    this.hub = hub;
    this.json = json;
    this.log = log;
    this.snapshots = snapshots;
    this.conditions = conditions;
    this.access = access;
    this.gate = gate;
    this.own = own;
    this.config = config;
    this.reads = reads;
    this.vertx = vertx;
    this.threads = threads;
    this.leaving = leaving;
  }

  void route(@Observes Router router) {
    router.get("/api/v1/changes").handler(this::stream);
    router.get(ConditionPaths.API + "/:condition/changes").handler(this::stream);
  }

  /// While the process is leaving (`quarkus.shutdown.delay`), streams end at half-time: by then
  /// nobody is sent here any more, and clients resume elsewhere where they stopped. Left open they
  /// would hold up the end until its timeout.
  void leave(@Observes ShutdownDelayInitiatedEvent event) {
    long half = Math.max(1, leaving.map(Duration::toMillis).orElse(0L) / 2);
    vertx.setTimer(half, timer -> hub.restart(own.get()));
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    hub.restart(own.get());
  }

  private void stream(RoutingContext routing) {
    String accept = routing.request().getHeader(HttpHeaders.ACCEPT);
    if (accept == null || !accept.contains("text/event-stream") || !access.mayRead(routing)) {
      routing.next(); // the REST resource answers pages of JSON, and refuses
      return;
    }
    if (open.get() >= config.clients()) {
      ProblemAnswers.send(
          routing,
          Problems.unavailable(
              "streams-full",
              "This gateway streams to " + config.clients() + " clients already.",
              10));
      return;
    }
    open.incrementAndGet();
    routing.addEndHandler(nothing -> open.decrementAndGet());
    Context context = vertx.getOrCreateContext();
    threads.execute(() -> begin(routing, context));
  }

  private void begin(RoutingContext routing, Context context) {
    try {
      HttpServerRequest request = routing.request();
      String lastEventId = request.getHeader("Last-Event-ID");
      String since = lastEventId == null ? request.getParam("since") : lastEventId;
      long asked = parse(lastEventId == null ? "since" : "Last-Event-ID", since);
      gate.awaitPosition(
          Math.max(asked, parse(ReadGate.POSITION, request.getHeader(ReadGate.POSITION))));
      String segment = routing.pathParam("condition");
      String conditionId = null;
      if (segment != null) {
        switch (conditions.find(segment, request.uri())) {
          case ConditionAnswers.Found.Answer(Response elsewhere) -> {
            context.runOnContext(nothing -> pass(routing, elsewhere));
            return;
          }
          case ConditionAnswers.Found.Condition(String id) -> conditionId = id;
        }
      }
      boolean fromNow = since == null || since.isBlank();
      follow(routing, context, conditionId, fromNow ? own.get() : asked);
    } catch (HttpProblem problem) {
      context.runOnContext(nothing -> ProblemAnswers.send(routing, problem));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      context.runOnContext(nothing -> routing.response().reset());
    } catch (RuntimeException e) {
      LOG.warnf("A change stream could not begin or go on reason=%s", e.getMessage());
      context.runOnContext(nothing -> fail(routing));
    }
  }

  private static void fail(RoutingContext routing) {
    if (routing.response().headWritten()) {
      routing.response().reset();
    } else {
      ProblemAnswers.send(
          routing,
          Problems.unavailable("store-unavailable", "The gateway's store cannot be read now.", 1));
    }
  }

  private static void pass(RoutingContext routing, Response elsewhere) {
    HttpServerResponse response = routing.response().setStatusCode(elsewhere.getStatus());
    elsewhere
        .getHeaders()
        .forEach((name, values) -> response.putHeader(name, values.getFirst().toString()));
    response.end(elsewhere.hasEntity() ? elsewhere.getEntity().toString() : "");
  }

  private void follow(
      RoutingContext routing, Context context, @Nullable String conditionId, long from)
      throws InterruptedException {
    HttpServerResponse response = routing.response();
    Subscription subscription =
        new Subscription(
            context, response, conditionId, from, config, () -> abort(routing), hub::evicted);
    context.runOnContext(nothing -> opened(routing, subscription, from));
    Buffer first = Buffer.buffer("retry: " + config.retry().toMillis() + "\n\n");
    if (!subscription.replay(first, from)) {
      return;
    }
    long after = from;
    while (!stopping && !subscription.closed()) {
      if (hub.goLive(subscription)) {
        if (subscription.closed()) {
          hub.leave(subscription);
        }
        return;
      }
      after = replay(subscription, conditionId, after);
      if (after < 0) {
        return;
      }
    }
  }

  /// Replays one page; the position reached, -1 when the client is gone.
  private long replay(Subscription subscription, @Nullable String conditionId, long after)
      throws InterruptedException {
    Page page =
        snapshots.read(
            snapshot -> {
              long horizon = log.horizon(snapshot);
              if (after > 0 && after < horizon) {
                return new Page(List.of(), snapshot.position(), horizon, true);
              }
              List<ChangeRow> changes =
                  log.read(snapshot, conditionId, after, snapshot.position(), reads.page());
              boolean full = changes.size() == reads.page();
              return new Page(
                  changes,
                  full ? changes.getLast().position() : snapshot.position(),
                  horizon,
                  false);
            });
    Buffer frames = Buffer.buffer();
    if (page.reset()) {
      frames.appendBuffer(
          json.frame(Long.toString(page.upTo()), "reset", json.reset(page.horizon(), page.upTo())));
    }
    page.changes().forEach(change -> frames.appendBuffer(json.event(change).frame()));
    if (frames.length() == 0) {
      frames.appendString(":\n\n");
    }
    return subscription.replay(frames, page.upTo()) ? Math.max(page.upTo(), 1) : -1;
  }

  private record Page(List<ChangeRow> changes, long upTo, long horizon, boolean reset) {}

  /// An orderly close would wait until a client that takes nothing has taken everything.
  private static void abort(RoutingContext routing) {
    if (routing.request().connection() instanceof ConnectionBase connection
        && routing.request().version() != HttpVersion.HTTP_2) {
      connection.channelHandlerContext().close();
    } else {
      routing.response().reset();
    }
  }

  /// Sends the head at once and keeps the connection alive; on the event loop.
  private void opened(RoutingContext routing, Subscription subscription, long from) {
    HttpServerResponse response = routing.response();
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
        .putHeader("X-Accel-Buffering", "no")
        .putHeader(ReadGate.POSITION, Long.toString(from));
    long beat = vertx.setPeriodic(config.heartbeat().toMillis(), timer -> subscription.heartbeat());
    Optional<Instant> until = access.until(routing);
    long end =
        until
            .map(
                expiry ->
                    vertx.setTimer(
                        Math.max(1, Duration.between(Instant.now(), expiry).toMillis()),
                        timer -> subscription.close()))
            .orElse(-1L);
    routing.addEndHandler(
        nothing -> {
          vertx.cancelTimer(beat);
          vertx.cancelTimer(end);
          subscription.close();
          hub.leave(subscription);
        });
  }
}
