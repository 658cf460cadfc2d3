package org.livingevidence.access;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/// The library maps every `Exception`; this maps the errors beside them (a stack overflow, a failed
/// assertion) to the same plain 500.
@Provider
public class AnyFailure extends ExceptionMapperBase<Throwable> {
  @Override
  protected HttpProblem toProblem(Throwable failure) {
    return HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR);
  }
}
