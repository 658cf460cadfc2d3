package org.livingevidence.gateway.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the projector.
@ConfigMapping(prefix = "living-evidence.projection")
public interface ProjectionConfig {
  /// Whether this process takes part in the election. A process that does not serves reads only.
  @WithDefault("true")
  boolean enabled();

  /// JDBC URL of the database itself, for the projector's own session: its lock fails behind a
  /// transaction pooler. Set it where the data source goes through one.
  @WithDefault("${quarkus.datasource.jdbc.url}")
  String directUrl();

  /// What the names of the sources' topics begin with, up to and including a dot. Another one lets
  /// several installations share a Kafka cluster.
  @WithDefault("living-evidence.")
  String topicPrefix();

  /// How many records one poll, and so one transaction, takes at most.
  @WithDefault("1000")
  int batchRecords();

  /// How long a poll waits for records, which come as soon as there are any; between two polls the
  /// session is kept alive and requests are looked at. Well below `session-timeout`.
  @WithDefault("PT1S")
  Duration pollWait();

  /// After which time without a sign of life PostgreSQL ends the projector's session, and with it
  /// its role. Also the limit of a pause inside a transaction.
  @WithDefault("PT10S")
  Duration sessionTimeout();

  /// How often a process that is not the projector tries to become it, and how long the projector
  /// pauses after a failure.
  @WithDefault("PT0.5S")
  Duration standbyRetry();

  /// From how many changes on a batch is a bulk: its changes of evidence, description and rank then
  /// share a position per kind.
  @WithDefault("200")
  int bulkFrom();

  /// How many citations one step of relinking takes. Steps alternate with live batches.
  @WithDefault("500")
  int relinkStep();

  /// How many positions back the change feed goes. An older position is answered with a reset.
  @WithDefault("5000000")
  long changesKept();

  /// How many changes one step of pruning removes at most.
  @WithDefault("2000")
  int pruneStep();

  /// How often pruning is looked at.
  @WithDefault("PT1M")
  Duration pruneEvery();

  /// How often the sources' topics are compared with those known, to notice one created anew.
  @WithDefault("PT1M")
  Duration sourceCheckEvery();

  /// How much less than a topic's `delete.retention.ms` may have been missed before tombstones
  /// count as lost and the store is rebuilt.
  @WithDefault("P1D")
  Duration retentionMargin();

  /// Settings of a rebuild.
  Rebuild rebuild();

  /// Settings of a rebuild.
  interface Rebuild {
    /// How many records one step of a rebuild takes. Steps alternate with live batches.
    @WithDefault("500")
    int batchRecords();

    /// The share of live aggregates, for each source, that a rebuilt generation must hold before it
    /// is switched to without an operator's word. Below it the rebuild waits for the owner to emit
    /// again.
    @WithDefault("0.5")
    double leastShare();

    /// How long the tables of a generation left behind remain for readers that are still in them.
    @WithDefault("PT30S")
    Duration dropAfter();
  }
}
