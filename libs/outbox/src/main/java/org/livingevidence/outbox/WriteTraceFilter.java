package org.livingevidence.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.MDC;

/// Begins the trace of a request that may write, or goes on with the one that it comes with.
@Provider
class WriteTraceFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String SPAN = "living-evidence.span";
  private static final int SERVER_ERROR = 500;

  // Filters are made before settings can be read.
  private final Instance<Tracing> made;
  private final WriteTrace trace;

  WriteTraceFilter(Instance<Tracing> tracing, WriteTrace trace) {
    this.made = tracing;
    this.trace = trace;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Tracing tracing = made.get();
    if (!tracing.on() || READING.contains(request.getMethod())) {
      return;
    }
    // Without what follows: names of spans are few, ids are many.
    String path =
        Arrays.stream(request.getUriInfo().getPath().split("/"))
            .filter(part -> !part.isEmpty())
            .limit(3)
            .collect(Collectors.joining("/", "/", ""));
    Span span =
        tracing.begin(
            request.getMethod() + " " + path,
            SpanKind.SERVER,
            request.getHeaderString(Tracing.TRACEPARENT));
    request.setProperty(SPAN, span);
    MDC.put("traceId", span.getSpanContext().getTraceId());
    trace.traceparent(Tracing.traceparent(span));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(SPAN) instanceof Span span) {
      span.setAttribute("http.response.status_code", response.getStatus());
      if (response.getStatus() >= SERVER_ERROR) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
