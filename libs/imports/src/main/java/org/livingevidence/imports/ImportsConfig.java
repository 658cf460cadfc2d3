package org.livingevidence.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Settings of imports.
@ConfigMapping(prefix = "living-evidence.imports")
public interface ImportsConfig {
  /// How the ids of this service's imports begin, by which the gateway tells their owner.
  @WithDefault("i-")
  String idPrefix();

  /// The longest body accepted, as sent; a longer one answers 413.
  @WithDefault("4G")
  MemorySize maxBytes();

  /// The most bytes that a compressed file may unpack to; the import fails where it passes them.
  @WithDefault("40G")
  MemorySize maxDecompressedBytes();

  /// How many times its own size a compressed file may unpack to, looked at from `ratioFrom` on.
  /// PubMed's files unpack to about ten times.
  @WithDefault("200")
  int maxRatio();

  /// How many unpacked bytes pass before `maxRatio` is looked at.
  @WithDefault("16M")
  MemorySize ratioFrom();

  /// The most records in a file; the import fails at the next.
  @WithDefault("10000000")
  long maxRecords();

  /// How many records are applied in one transaction.
  @WithDefault("200")
  int chunkRecords();

  /// How many imports this process works on at once.
  @WithDefault("2")
  int concurrent();

  /// How many bodies this process receives at once; a further one answers 503.
  @WithDefault("8")
  int concurrentUploads();

  /// How often a process looks for imports that another one left; its own start at once.
  @WithDefault("PT1S")
  Duration poll();

  /// How often a worker shows the database that it lives.
  @WithDefault("PT5S")
  Duration heartbeat();

  /// After how long without that the database ends the worker's session, and another may take its
  /// import.
  @WithDefault("PT30S")
  Duration sessionTimeout();

  /// The longest that a chunk's transaction may take.
  @WithDefault("PT2M")
  Duration chunkTimeout();

  /// How often a chunk is tried at once after deadlocks and the like, before the import is put
  /// back.
  @WithDefault("10")
  int chunkAttempts();

  /// JDBC URL of the database itself, for the workers' own sessions: session locks fail behind a
  /// transaction pooler. Set it where the data source goes through one.
  @WithDefault("${quarkus.datasource.jdbc.url}")
  String directUrl();

  /// The user of those sessions.
  @WithDefault("${quarkus.datasource.username}")
  String username();

  /// The password of those sessions.
  @WithDefault("${quarkus.datasource.password}")
  Optional<String> password();

  /// How long an import that lost its database rests before it is taken up again.
  @WithDefault("PT1S")
  Duration rest();

  /// How often an import that waits for the outbox to drain looks again.
  @WithDefault("PT0.2S")
  Duration backlogPoll();

  /// How often the progress stream of an import looks for something new to say.
  @WithDefault("PT0.25S")
  Duration progressInterval();

  /// How long the body of an import is kept after its end, by the database's clock.
  @WithDefault("P7D")
  Duration spoolRetention();

  /// How long an import and its outcomes are kept after its end, by the database's clock.
  @WithDefault("P90D")
  Duration retention();

  /// How many of the newest imports are kept, body and outcomes, whatever their age, so that a
  /// clock that jumps ahead loses no recent one.
  @WithDefault("20")
  int keptAtLeast();

  /// After how long an upload that was never completed is thrown away, by the database's clock.
  @WithDefault("P1D")
  Duration abandonedAfter();

  /// How often what has outlived its retention is swept out.
  @WithDefault("PT1H")
  Duration sweep();

  /// The most items on a page of imports or outcomes.
  @WithDefault("1000")
  int page();
}
