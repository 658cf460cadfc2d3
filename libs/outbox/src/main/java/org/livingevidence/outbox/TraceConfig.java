package org.livingevidence.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/// Settings of traces.
@ConfigMapping(prefix = "living-evidence.trace")
public interface TraceConfig {
  /// Where traces are sent, as OTLP over HTTP: `http://collector:4318/v1/traces`. Absent, there are
  /// none, and nothing is done for them.
  Optional<URI> endpoint();

  /// The share of writes of which a trace is kept. A write that comes with a `traceparent` follows
  /// what its sender decided.
  @WithDefault("1.0")
  double share();
}
