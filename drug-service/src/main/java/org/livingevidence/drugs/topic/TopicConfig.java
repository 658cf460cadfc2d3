package org.livingevidence.drugs.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the copy of the topics.
@ConfigMapping(prefix = "living-evidence.topics")
public interface TopicConfig {
  /// The Kafka topic; the same as the channel's.
  @WithDefault("living-evidence.topics")
  String topic();

  /// Deletions are certain to be found in the topic for this long (its `delete.retention.ms` less a
  /// margin). Whoever was away for longer reads the whole topic again and drops what is not in it.
  @WithDefault("29d")
  Duration deletionsKept();

  /// The copy counts as stalled in its health group when nothing succeeds for so long.
  @WithDefault("60s")
  Duration stalledAfter();

  /// The pause before a batch that could not be stored is tried again.
  @WithDefault("500ms")
  Duration retry();
}
