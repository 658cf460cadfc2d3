package org.livingevidence.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Problem documents (RFC 9457) as this system words them: `type` is `about:blank` when the
/// status says it all, else `urn:living-evidence:problem:<name>`; `detail` says what, where and
/// why; `errors` names the fields at fault. What is thrown here leaves as
/// `application/problem+json`.
public final class Problems {
  /// The type of a problem that its status says all about.
  public static final URI BLANK = URI.create("about:blank");

  private static final String TYPES = "urn:living-evidence:problem:";

  private Problems() {}

  /// A problem that its status and `detail` say all about.
  public static HttpProblem of(Status status, String detail) {
    return builder(status, detail).build();
  }

  /// A problem with a field at fault; 400 for a request that cannot be read, 422 for one that can
  /// be read and cannot be right.
  public static HttpProblem of(Status status, String detail, FieldError... errors) {
    return builder(status, detail).with("errors", List.of(errors)).build();
  }

  /// 400 with one field, parameter or header at fault.
  public static HttpProblem invalid(String field, String reason) {
    return of(
        Status.BAD_REQUEST,
        "The request is not valid: " + field + ": " + reason,
        new FieldError(field, reason));
  }

  /// 422 with the fields at fault.
  public static HttpProblem unprocessable(String detail, List<FieldError> errors) {
    return builder(422, "Unprocessable Content", detail)
        .with("errors", List.copyOf(errors))
        .build();
  }

  /// 404: there is no `what` (a noun, "citation") of this id.
  public static HttpProblem notFound(String what, String id) {
    return of(Status.NOT_FOUND, "There is no " + what + " \"" + id + "\".");
  }

  /// 503 with `Retry-After`; `name` ends the problem's type.
  public static HttpProblem unavailable(String name, String detail, int retryAfterSeconds) {
    return builder(Status.SERVICE_UNAVAILABLE, detail)
        .withType(type(name))
        .withHeader("Retry-After", retryAfterSeconds)
        .build();
  }

  /// A builder with title, status and detail set.
  public static HttpProblem.Builder builder(Status status, String detail) {
    return builder(status.getStatusCode(), status.getReasonPhrase(), detail);
  }

  /// A builder with title, status and detail set.
  public static HttpProblem.Builder builder(int status, @Nullable String title, String detail) {
    var builder = HttpProblem.builder().withType(BLANK).withStatus(status).withDetail(detail);
    if (title != null) {
      builder.withTitle(title);
    }
    return builder;
  }

  /// The type URI of a named problem.
  public static URI type(String name) {
    return URI.create(TYPES + name);
  }
}
