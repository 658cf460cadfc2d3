package org.livingevidence.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of access.
@ConfigMapping(prefix = "living-evidence.access")
public interface AccessConfig {
  /// Whether a request without a token may read (it gets [Roles#READER]). The local stack opens
  /// reads.
  @WithDefault("false")
  boolean readsOpen();

  /// The largest body of a request other than an import; a larger one answers 413.
  @WithDefault("10M")
  MemorySize maxBody();

  /// How long the answer to an `Idempotency-Key` is kept, by the database's clock.
  @WithDefault("P7D")
  Duration idempotencyRetention();

  /// How many of the newest idempotency keys are kept whatever their age, so that a clock that
  /// jumps ahead forgets no recent one.
  @WithDefault("10000")
  int idempotencyKeptAtLeast();

  /// How many entries a page of the audit log may hold at most.
  @WithDefault("1000")
  int auditPage();
}
