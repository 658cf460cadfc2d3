package org.livingevidence.outbox;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;
import org.livingevidence.access.Problems;

/// A write that the outbox has no room for is a 503 that says so.
@Provider
public final class BacklogFullMapper extends ExceptionMapperBase<BacklogFullException> {
  private static final int RETRY_AFTER_SECONDS = 5;

  @Override
  protected HttpProblem toProblem(BacklogFullException full) {
    return Problems.unavailable(
        "backlog-full", full.getMessage() + "; try again later", RETRY_AFTER_SECONDS);
  }
}
