package org.livingevidence.gateway.read;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long a read may wait for this process to catch up, and how a replica follows the projector.
@ConfigMapping(prefix = "living-evidence.read")
public interface ReadConfig {
  /// JDBC URL of the database itself, for the session that listens to what the projector notifies:
  /// notifications are lost behind a transaction pooler. Set it where the data source goes through
  /// one.
  @WithDefault("${quarkus.datasource.jdbc.url}")
  String directUrl();

  /// How long a read that names a position ahead of this process waits for it before answering 503.
  @WithDefault("2s")
  Duration catchUpTimeout();

  /// How long a read that sends `Evidence-Version` waits for that event to be applied before
  /// answering 503.
  @WithDefault("5s")
  Duration appliedTimeout();

  /// What `Retry-After` of those 503s says.
  @WithDefault("1s")
  Duration retryAfter();

  /// How often a replica looks at the store although nothing was notified: the safety net of a lost
  /// notification, never the way a change travels.
  @WithDefault("5s")
  Duration safetyPoll();

  /// How long the listener lets the projector of its own process deliver a change before it reads
  /// the change from the store itself.
  @WithDefault("50ms")
  Duration localGrace();

  /// How long to wait before listening again after the connection was lost.
  @WithDefault("500ms")
  Duration reconnectDelay();

  /// How many change rows are read from the store at a time.
  @WithDefault("500")
  int page();

  /// How many conditions a change names in the feed; `conditionsTotal` says how many there are.
  @WithDefault("100")
  int conditionsPerChange();
}
