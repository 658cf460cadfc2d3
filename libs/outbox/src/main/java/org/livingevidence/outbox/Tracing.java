package org.livingevidence.outbox;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Traces of changes on their way: from the write through the outbox and Kafka to the views.
/// What is passed on is W3C's `traceparent`. Off unless there is a place to send them to.
@Singleton
public final class Tracing {
  /// The header of requests and records.
  public static final String TRACEPARENT = "traceparent";

  private static final String SCOPE = "org.livingevidence";
  private static final Pattern FORMAT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  private final @Nullable SdkTracerProvider provider;
  private final Tracer tracer;

  @Inject
  Tracing(
      TraceConfig config, @ConfigProperty(name = "quarkus.application.name") String application) {
    provider =
        config
            .endpoint()
            .map(
                endpoint ->
                    SdkTracerProvider.builder()
                        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.share())))
                        .setResource(
                            Resource.create(
                                Attributes.of(AttributeKey.stringKey("service.name"), application)))
                        .addSpanProcessor(
                            BatchSpanProcessor.builder(
                                    OtlpHttpSpanExporter.builder()
                                        .setEndpoint(endpoint.toString())
                                        .build())
                                .setScheduleDelay(1, TimeUnit.SECONDS)
                                .build())
                        .build())
            .orElse(null);
    tracer = provider == null ? OpenTelemetry.noop().getTracer(SCOPE) : provider.get(SCOPE);
  }

  private Tracing() {
    provider = null;
    tracer = OpenTelemetry.noop().getTracer(SCOPE);
  }

  /// Without traces.
  public static Tracing off() {
    return new Tracing();
  }

  /// Whether there are traces.
  public boolean on() {
    return provider != null;
  }

  /// Begins a span; the caller ends it.
  ///
  /// @param parent a `traceparent`; null, or one that is none, begins a trace
  public Span begin(String name, SpanKind kind, @Nullable String parent) {
    return span(name, kind, parent).startSpan();
  }

  /// The same of a span that began earlier.
  public Span begin(String name, SpanKind kind, @Nullable String parent, Instant at) {
    return span(name, kind, parent).setStartTimestamp(at).startSpan();
  }

  private SpanBuilder span(String name, SpanKind kind, @Nullable String parent) {
    SpanBuilder span = tracer.spanBuilder(name).setSpanKind(kind);
    SpanContext context = parent == null ? SpanContext.getInvalid() : parsed(parent);
    return context.isValid()
        ? span.setParent(Context.root().with(Span.wrap(context)))
        : span.setNoParent();
  }

  /// What is passed on of a span; null when it is not kept.
  public static @Nullable String traceparent(Span span) {
    SpanContext context = span.getSpanContext();
    return context.isValid() && context.isSampled()
        ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01"
        : null;
  }

  /// Whether this is a `traceparent` of a trace that is kept.
  static boolean isKept(String traceparent) {
    SpanContext context = parsed(traceparent);
    return context.isValid() && context.isSampled();
  }

  private static SpanContext parsed(String traceparent) {
    Matcher parts = FORMAT.matcher(traceparent);
    return parts.matches()
        ? SpanContext.createFromRemoteParent(
            parts.group(1),
            parts.group(2),
            TraceFlags.fromHex(parts.group(3), 0),
            TraceState.getDefault())
        : SpanContext.getInvalid();
  }

  @PreDestroy
  void close() {
    if (provider != null) {
      var unused = provider.shutdown().join(3, TimeUnit.SECONDS);
    }
  }
}
