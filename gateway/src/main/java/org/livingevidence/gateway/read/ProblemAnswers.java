package org.livingevidence.gateway.read;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// Writes a problem document where no REST resource stands: on the event loop.
public final class ProblemAnswers {
  /// The media type of problem documents (RFC 9457).
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemAnswers() {}

  /// The document as bytes; `instance` is the request's path.
  public static byte[] bytes(HttpProblem problem, String instance) {
    JsonObject body = new JsonObject();
    if (problem.getType() != null && !problem.getType().toString().equals("about:blank")) {
      body.put("type", problem.getType().toString());
    }
    body.put("title", problem.getTitle()).put("status", problem.getStatusCode());
    body.put("detail", problem.getDetail()).put("instance", instance);
    problem.getParameters().forEach(body::put);
    return body.toBuffer().getBytes();
  }

  /// Answers the request with `problem`; does nothing when an answer has begun.
  public static void send(RoutingContext context, HttpProblem problem) {
    HttpServerResponse response = context.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    response.setStatusCode(problem.getStatusCode());
    problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
    response.putHeader("content-type", MEDIA_TYPE);
    response.end(io.vertx.core.buffer.Buffer.buffer(bytes(problem, context.normalizedPath())));
  }
}
