package org.livingevidence.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.MDC;

/// Gives every request that a resource answers an id, its sender's or a new one: in the answer, and
/// beside every line that is logged for it.
@Provider
class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    String id = RequestId.of(request.getHeaderString(RequestId.HEADER));
    request.setProperty(RequestId.LOGGED, id);
    MDC.put(RequestId.LOGGED, id);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(RequestId.LOGGED) instanceof String id) {
      response.getHeaders().putSingle(RequestId.HEADER, id);
    }
  }
}
