package org.livingevidence.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The last hand on every problem document before it leaves: gives each a type, a title, a
/// status, a detail and an instance; words refusals, JSON faults and violations; turns what a
/// lost database threw into a 503. Nothing of an unforeseen exception is passed on: the log has
/// it.
@ApplicationScoped
class ProblemShape implements ProblemPostProcessor {
  /// Before the library's logger (100), so that a 503 is not logged as a 500 with its stack.
  private static final int BEFORE_LOGGER = 105;

  @Override
  public int priority() {
    return BEFORE_LOGGER;
  }

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    var worded = reworded(problem, context.cause);
    var builder = HttpProblem.builder(worded);
    if (worded.getType() == null) {
      builder.withType(Problems.BLANK);
    }
    if (worded.getTitle() == null) {
      builder.withTitle(worded.getStatus().getReasonPhrase());
    }
    if (worded.getDetail() == null) {
      builder.withDetail(detail(worded.getStatusCode(), context.path));
    }
    if (worded.getInstance() == null && context.path != null) {
      builder.withInstance(instance(context.path));
    }
    return builder.build();
  }

  private static HttpProblem reworded(HttpProblem problem, @Nullable Throwable cause) {
    boolean ours = problem.getType() != null || cause instanceof HttpProblem;
    if (ours && !(problem instanceof HttpValidationProblem)) {
      return problem;
    }
    var json = find(cause, JsonProcessingException.class);
    if (json != null && problem.getStatusCode() < 500) {
      return JsonFaults.problem(json);
    }
    if (problem instanceof HttpValidationProblem violations) {
      return violations(violations);
    }
    if (DatabaseAway.causes(cause)) {
      return Problems.unavailable(
          "database-unavailable",
          "The database of this service cannot be used at the moment. A write may or may not have"
              + " been applied: repeat it with the same Idempotency-Key or read before you repeat.",
          2);
    }
    return switch (cause) {
      case AuthenticationFailedException refused -> withHeaders(problem, unauthorised(true));
      case UnauthorizedException anonymous -> withHeaders(problem, unauthorised(false));
      case ForbiddenException forbidden -> forbidden();
      case null, default -> worded(problem, cause);
    };
  }

  /// A status is kept, words of an exception are not: they may name classes.
  private static HttpProblem worded(HttpProblem problem, @Nullable Throwable cause) {
    if (problem.getStatusCode() >= 500) {
      return Problems.builder(
              problem.getStatusCode(),
              problem.getTitle(),
              "The service failed to answer this request. The failure is in its log.")
          .build();
    }
    var clean = Problems.builder(problem.getStatusCode(), problem.getTitle(), "");
    problem.getHeaders().forEach(clean::withHeader);
    problem.getParameters().forEach(clean::with);
    return clean.withDetail(null).build();
  }

  private static HttpProblem unauthorised(boolean tokenGiven) {
    return Problems.of(
        Status.UNAUTHORIZED,
        tokenGiven
            ? "The bearer token is not accepted: it must be signed by this system, not expired, and"
                + " meant for this audience."
            : "This operation needs a bearer token: Authorization: Bearer <token>.");
  }

  private static HttpProblem forbidden() {
    var roles = CurrentOperation.requiredRoles();
    var builder =
        Problems.builder(
            Status.FORBIDDEN,
            roles.isEmpty()
                ? "This token may not do this."
                : "This operation needs the role " + String.join(" or ", roles) + ".");
    if (!roles.isEmpty()) {
      builder.with("requiredRoles", roles);
    }
    return builder.build();
  }

  private static HttpProblem violations(HttpValidationProblem problem) {
    List<FieldError> errors =
        ((List<?>) problem.getParameters().getOrDefault("violations", List.of()))
            .stream()
                .map(Violation.class::cast)
                .map(violation -> new FieldError(violation.field, violation.message))
                .toList();
    String detail =
        errors.stream()
            .map(error -> error.field() + " " + error.reason())
            .collect(Collectors.joining("; ", "The request is not valid: ", "."));
    return Problems.of(Status.BAD_REQUEST, detail, errors.toArray(FieldError[]::new));
  }

  private static HttpProblem withHeaders(HttpProblem from, HttpProblem to) {
    var builder = HttpProblem.builder(to);
    for (Map.Entry<String, Object> header : from.getHeaders().entrySet()) {
      builder.withHeader(header.getKey(), header.getValue());
    }
    return builder.build();
  }

  private static String detail(int status, @Nullable String path) {
    String where = path == null ? "this path" : path;
    return switch (status) {
      case 400 -> "The request cannot be understood.";
      case 404 -> "There is nothing at " + where + ", or a parameter in it is not of its type.";
      case 405 -> "This method is not allowed at " + where + ".";
      case 406 -> "None of the media types in Accept can be served at " + where + ".";
      case 413 -> "The body is larger than allowed.";
      case 415 -> "The body's Content-Type is not accepted at " + where + ".";
      default -> "The request to " + where + " was not carried out.";
    };
  }

  private static URI instance(String path) {
    try {
      return new URI(null, null, path, null);
    } catch (java.net.URISyntaxException e) {
      return URI.create("");
    }
  }

  private static <T extends Throwable> @Nullable T find(@Nullable Throwable in, Class<T> type) {
    Throwable at = in;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }
}
