package org.livingevidence.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The spans of one batch that is published, each in the trace of the write that it stands for, and
/// the header by which readers go on.
final class PublishTraces {
  private final Tracing tracing;
  private final Map<AggregateKey, String> parents;
  private final Map<AggregateKey, Span> spans = new HashMap<>();

  PublishTraces(Tracing tracing, Map<AggregateKey, String> parents) {
    this.tracing = tracing;
    this.parents = parents;
  }

  void begin(List<RenderedEvent> events) {
    if (parents.isEmpty()) {
      return;
    }
    for (RenderedEvent event : events) {
      AggregateKey key = event.pending().key();
      String parent = parents.get(key);
      if (parent != null) {
        Span span = tracing.begin("publish " + key.type(), SpanKind.PRODUCER, parent);
        span.setAttribute("aggregate.id", key.id());
        span.setAttribute("aggregate.version", event.pending().version());
        spans.put(key, span);
        String traceparent = Tracing.traceparent(span);
        if (traceparent != null) {
          event.headers().add(Tracing.TRACEPARENT, traceparent.getBytes(UTF_8));
        }
      }
    }
  }

  /// Ends the span of one event.
  ///
  /// @param refused why it was not published; null when it was
  void end(RenderedEvent event, @Nullable String refused) {
    Span span = spans.remove(event.pending().key());
    if (span != null) {
      if (refused != null) {
        span.setStatus(StatusCode.ERROR, refused);
      }
      span.end();
    }
  }

  /// Ends what has not ended: a batch that is tried again is a span of its own.
  void endAll() {
    for (Span span : spans.values()) {
      span.setStatus(StatusCode.ERROR);
      span.end();
    }
    spans.clear();
  }
}
