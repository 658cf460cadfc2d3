package org.livingevidence.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// Gives every request that a resource answers an id, its sender's or a new one: in the answer, and beside every line that
/// is logged for it.
@Provider
class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String HEADER = "X-Request-Id";
  private static final String LOGGED = "requestId";
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public void filter(ContainerRequestContext request) {
    String id = id(request.getHeaderString(HEADER));
    request.setProperty(LOGGED, id);
    MDC.put(LOGGED, id);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(LOGGED) instanceof String id) {
      response.getHeaders().putSingle(HEADER, id);
    }
  }

  private static String id(@Nullable String sent) {
    return sent != null && FIT.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }
}
