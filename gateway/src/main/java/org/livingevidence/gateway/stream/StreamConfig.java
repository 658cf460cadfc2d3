package org.livingevidence.gateway.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Bounds of the streams.
@ConfigMapping(prefix = "living-evidence.stream")
public interface StreamConfig {
  /// How many changes may wait for one client before it is evicted; it resumes with
  /// `Last-Event-ID`.
  @WithDefault("1000")
  int queue();

  /// How long a client may take nothing off its connection before it is evicted.
  @WithDefault("30s")
  Duration stall();

  /// How often a comment is sent, so that both ends and what lies between see a living connection.
  @WithDefault("15s")
  Duration heartbeat();

  /// How many clients one process streams to; one more is answered 503.
  @WithDefault("10000")
  int clients();

  /// How many recent changes are kept in memory for clients that reconnect.
  @WithDefault("4096")
  int recent();

  /// How many entries (a condition of a change) the recent changes may hold together.
  @WithDefault("200000")
  int recentEntries();

  /// How long a client should wait before it reconnects, as sent in `retry:`.
  @WithDefault("1s")
  Duration retry();

  /// How many changes a page holds unless `limit=` says otherwise.
  @WithDefault("100")
  int page();

  /// The highest `limit=`.
  @WithDefault("1000")
  int pageLimit();
}
