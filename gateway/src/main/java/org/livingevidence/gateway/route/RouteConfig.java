package org.livingevidence.gateway.route;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Where the owners are, and the bounds of what is passed on to them.
@ConfigMapping(prefix = "living-evidence.route")
public interface RouteConfig {
  /// The citation-service's address.
  @WithDefault("http://127.0.0.1:8081")
  URI citationService();

  /// The drug-service's address.
  @WithDefault("http://127.0.0.1:8082")
  URI drugService();

  /// How long connecting to an owner may take.
  @WithDefault("2s")
  Duration connectTimeout();

  /// How long nothing at all may pass between gateway and owner while a request is open; longer
  /// than the owners' heartbeats.
  @WithDefault("2m")
  Duration idleTimeout();

  /// How long an unused connection to an owner is kept.
  @WithDefault("15s")
  Duration keepAlive();

  /// How many connections to one owner there are at most.
  @WithDefault("256")
  int connections();

  /// How many requests wait for a connection to one owner at most; one more is answered 503.
  @WithDefault("1024")
  int waiting();

  /// The longest body that is passed on, other than an import's.
  @WithDefault("10M")
  MemorySize maxBody();

  /// The longest body of an import that is passed on.
  @WithDefault("100G")
  MemorySize maxImport();

  /// How many bytes of an import are looked at to tell whose it is.
  @WithDefault("64K")
  MemorySize head();

  /// How long an owner may take to answer where answers are merged.
  @WithDefault("10s")
  Duration mergeTimeout();

  /// Where the owners describe their API; the first that answers is taken.
  @WithDefault("/openapi,/q/openapi")
  List<String> openapiPaths();
}
