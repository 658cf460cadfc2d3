package org.livingevidence.outbox;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/// The trace of the request that writes, for the events that it queues.
@RequestScoped
class WriteTrace {
  private @Nullable String traceparent;

  @Nullable String traceparent() {
    return traceparent;
  }

  void traceparent(@Nullable String value) {
    traceparent = value;
  }

  /// That of the request under way; null outside of one.
  static @Nullable String current() {
    var container = Arc.container();
    if (container == null || !container.requestContext().isActive()) {
      return null;
    }
    return container.instance(WriteTrace.class).get().traceparent();
  }
}
