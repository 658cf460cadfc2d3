package org.livingevidence.gateway.route;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.read.ProblemAnswers;

/// Passes requests on to the owners and their answers back, piece by piece in both directions.
@ApplicationScoped
class Owners {
  private static final Logger LOG = Logger.getLogger(Owners.class);
  private static final int RETRY_AFTER_SECONDS = 2;

  private final RouteConfig config;
  private final HttpClient client;

  Owners(Vertx vertx, RouteConfig config) {
    this.config = config;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                .setIdleTimeout(Math.toIntExact(Math.max(1, config.idleTimeout().toSeconds())))
                .setKeepAliveTimeout(Math.toIntExact(Math.max(1, config.keepAlive().toSeconds())))
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(config.waiting())
                .setDecompressionSupported(false));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /// Passes the request on under its own path.
  void pass(RoutingContext context, Owner owner) {
    pass(context, owner, context.request().uri());
  }

  /// Passes the request on under `uri`.
  void pass(RoutingContext context, Owner owner, String uri) {
    HttpServerRequest request = context.request();
    long most = config.maxBody().asLongValue();
    if (announced(request) > most) {
      refuse(context, new PassedBody.TooLarge(most));
      return;
    }
    request.pause();
    pass(context, owner, uri, new PassedBody(request, null, request.isEnded(), most));
  }

  /// Passes the request on with `body` as its body; the request is paused.
  void pass(RoutingContext context, Owner owner, String uri, PassedBody body) {
    HttpServerRequest request = context.request();
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    ask(request, owner, uri, body)
        .recover(
            failure ->
                isRead(request) && isClosed(failure)
                    ? ask(request, owner, uri, new PassedBody(request, null, true, 0))
                    : Future.failedFuture(failure))
        .compose(
            answer -> {
              PassedHeaders.response(answer.headers());
              relativeLocation(owner, answer);
              return answer.send();
            })
        .onFailure(failure -> fail(context, owner, failure));
  }

  private Future<ProxyResponse> ask(
      HttpServerRequest request, Owner owner, String uri, PassedBody body) {
    ProxyRequest proxied = ProxyRequest.reverseProxy(request);
    PassedHeaders.request(proxied.headers());
    proxied.setURI(uri).setBody(Body.body(body, announced(request)));
    return client
        .request(target(owner).setMethod(request.method()).setURI(uri))
        .compose(proxied::send);
  }

  /// Whether asking twice is the same as asking once.
  private static boolean isRead(HttpServerRequest request) {
    return (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
        && announced(request) <= 0
        && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /// Whether the owner ended a connection that was kept for the next request just as that came, as
  /// each replica does that is replaced (RFC 9112, 9.3.1). One that could not be made was none.
  private static boolean isClosed(Throwable failure) {
    return failure instanceof HttpClosedException
        || (failure instanceof SocketException && !(failure instanceof ConnectException));
  }

  /// Reads an owner's whole answer to a GET with the reader's own token; fails with the problem
  /// that is to be answered. An answer that is no success becomes that problem, word for word.
  Future<Buffer> read(Owner owner, String uri, @Nullable String authorization) {
    RequestOptions options =
        target(owner)
            .setMethod(HttpMethod.GET)
            .setURI(uri)
            .setTimeout(config.mergeTimeout().toMillis())
            .putHeader(HttpHeaders.ACCEPT, "application/json");
    if (authorization != null) {
      options.putHeader(HttpHeaders.AUTHORIZATION, authorization);
    }
    return read(options)
        .recover(failure -> isClosed(failure) ? read(options) : Future.failedFuture(failure))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof OwnerRefused ? failure : down(owner, failure)));
  }

  private Future<Buffer> read(RequestOptions options) {
    return client
        .request(options)
        .compose(
            request ->
                // Within this call: a handler set later could miss a body that has come already.
                request
                    .send()
                    .compose(answer -> answer.body().compose(body -> whole(answer, body))));
  }

  private static Future<Buffer> whole(HttpClientResponse answer, Buffer body) {
    return answer.statusCode() == 200
        ? Future.succeededFuture(body)
        : Future.failedFuture(
            new OwnerRefused(
                answer.statusCode(),
                answer.getHeader(HttpHeaders.CONTENT_TYPE),
                answer.getHeader(HttpHeaders.LOCATION),
                body));
  }

  /// An owner's own refusal, to be answered as it is.
  static final class OwnerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient int status;
    private final transient @Nullable String contentType;
    private final transient @Nullable String location;
    private final transient Buffer body;

    OwnerRefused(int status, @Nullable String contentType, @Nullable String location, Buffer body) {
      super("an owner answered " + status);
      this.status = status;
      this.contentType = contentType;
      this.location = location;
      this.body = body;
    }

    int status() {
      return status;
    }

    @Nullable String location() {
      return location;
    }

    byte[] body() {
      return body.getBytes();
    }

    void send(RoutingContext context) {
      context.response().setStatusCode(status);
      if (contentType != null) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, contentType);
      }
      context.response().end(body);
    }
  }

  /// The problem that says which owner is away.
  HttpProblem down(Owner owner, Throwable failure) {
    LOG.warnf(
        "An owner could not be reached owner=%s reason=%s", owner.label(), failure.getMessage());
    return Problems.unavailable(
        "owner-unavailable",
        "The "
            + owner.label()
            + ", which owns this, cannot be reached now. Views of conditions go on.",
        RETRY_AFTER_SECONDS);
  }

  private URI address(Owner owner) {
    return switch (owner) {
      case CITATION_SERVICE -> config.citationService();
      case DRUG_SERVICE -> config.drugService();
    };
  }

  private RequestOptions target(Owner owner) {
    URI address = address(owner);
    boolean ssl = "https".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : ssl ? 443 : 80;
    return new RequestOptions().setHost(address.getHost()).setPort(port).setSsl(ssl);
  }

  private void fail(RoutingContext context, Owner owner, Throwable failure) {
    if (context.response().headWritten() || context.response().closed()) {
      context.response().reset(); // half an answer must not look like a whole one
      return;
    }
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof PassedBody.TooLarge tooLarge) {
        refuse(context, tooLarge);
        return;
      }
      cause = cause.getCause();
    }
    last(context);
    ProblemAnswers.send(context, down(owner, failure));
  }

  /// Answers with what kept an owner's answer from being had.
  static void answer(RoutingContext context, Throwable failure) {
    switch (failure) {
      case OwnerRefused refused -> refused.send(context);
      case HttpProblem problem -> ProblemAnswers.send(context, problem);
      default -> context.fail(failure);
    }
  }

  /// Ends the connection with the answer: the rest of the body is of no interest. HTTP/2 ends the
  /// stream instead, and forbids the header (RFC 9113, 8.2.2).
  static void last(RoutingContext context) {
    if (context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  static void refuse(RoutingContext context, PassedBody.TooLarge tooLarge) {
    String detail = String.valueOf(tooLarge.getMessage());
    last(context);
    ProblemAnswers.send(context, Problems.of(Response.Status.REQUEST_ENTITY_TOO_LARGE, detail));
  }

  /// The length that the request announces, -1 when it does not.
  static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// An owner that answers its own address in `Location` is meant under the gateway's.
  private void relativeLocation(Owner owner, ProxyResponse answer) {
    String location = answer.headers().get(HttpHeaders.LOCATION);
    if (location == null) {
      return;
    }
    try {
      URI uri = URI.create(location);
      if (uri.getHost() != null
          && uri.getHost().equals(address(owner).getHost())
          && uri.getPort() == address(owner).getPort()) {
        answer.putHeader(
            HttpHeaders.LOCATION,
            uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("An owner answered a Location that is no URI", e);
    }
  }
}
