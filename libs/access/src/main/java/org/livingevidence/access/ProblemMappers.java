package org.livingevidence.access;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/// Mappers of the exceptions that the problem library maps not at all, or by code that this
/// release of Quarkus has left behind (its two for 401 end in a 500). The words come from
/// [ProblemShape].
final class ProblemMappers {
  /// Before the library's and Quarkus' own (5000).
  private static final int FIRST = 4_000;

  private ProblemMappers() {}

  /// No token where one is needed.
  @Provider
  @Priority(FIRST)
  public static class NoToken extends ExceptionMapperBase<UnauthorizedException> {
    @Override
    protected HttpProblem toProblem(UnauthorizedException failure) {
      return unauthorised("Bearer");
    }
  }

  /// A token that is expired, of another issuer or audience, or signed by nobody we know.
  @Provider
  @Priority(FIRST)
  public static class RefusedToken extends ExceptionMapperBase<AuthenticationFailedException> {
    @Override
    protected HttpProblem toProblem(AuthenticationFailedException failure) {
      return unauthorised("Bearer error=\"invalid_token\"");
    }
  }

  /// JSON that does not fit; Quarkus answers it without a problem document.
  @Provider
  @Priority(FIRST)
  public static class MismatchedJson extends ExceptionMapperBase<MismatchedInputException> {
    @Override
    protected HttpProblem toProblem(MismatchedInputException failure) {
      return JsonFaults.problem(failure);
    }
  }

  /// JSON whose values our own code refused, and other JSON that does not fit.
  @Provider
  @Priority(FIRST)
  public static class RefusedJson extends ExceptionMapperBase<JsonMappingException> {
    @Override
    protected HttpProblem toProblem(JsonMappingException failure) {
      return JsonFaults.problem(failure);
    }
  }

  /// The library maps every `Exception`; this maps the errors beside them (a stack overflow, a
  /// failed assertion) to the same plain 500.
  @Provider
  public static class AnyFailure extends ExceptionMapperBase<Throwable> {
    @Override
    protected HttpProblem toProblem(Throwable failure) {
      return HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR);
    }
  }

  private static HttpProblem unauthorised(String challenge) {
    return HttpProblem.builder()
        .withStatus(Status.UNAUTHORIZED)
        .withTitle(Status.UNAUTHORIZED.getReasonPhrase())
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }
}
