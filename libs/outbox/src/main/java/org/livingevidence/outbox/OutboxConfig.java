package org.livingevidence.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The settings of the outbox and its relay.
@ConfigMapping(prefix = "living-evidence.outbox")
public interface OutboxConfig {
  /// Whether this process may become the relay. A process that may not still appends.
  @WithDefault("true")
  boolean relay();

  /// `ce_source` of the events.
  @WithDefault("/${quarkus.application.name}")
  String source();

  /// The Kafka `transactional.id`. One per database: it fences a relay that was stopped and
  /// resumed.
  @WithDefault("${quarkus.application.name}-outbox")
  String transactionalId();

  /// JDBC URL of the database itself, for the relay's own connections. Session locks and LISTEN
  /// fail behind a transaction pooler; set it where the data source goes through one.
  @WithDefault("${quarkus.datasource.jdbc.url}")
  String directUrl();

  /// The user of the direct connections.
  @WithDefault("${quarkus.datasource.username}")
  String username();

  /// The password of the direct connections.
  @WithDefault("${quarkus.datasource.password}")
  Optional<String> password();

  /// The lock session's sign of life.
  @WithDefault("2s")
  Duration heartbeat();

  /// After so long without a sign of life the database ends the lock session, and with it the
  /// leadership of a process that was stopped.
  @WithDefault("10s")
  Duration sessionTimeout();

  /// How often a process that is not the relay tries to become it.
  @WithDefault("1s")
  Duration election();

  /// The safety net: how long the relay sleeps when nothing wakes it.
  @WithDefault("5s")
  Duration poll();

  /// The pause after a failure, doubled up to thirty times this.
  @WithDefault("200ms")
  Duration backoff();

  /// Most rows of one interactive batch.
  @WithDefault("500")
  int interactiveRows();

  /// Most rows of one bulk batch, and most aggregates of one step of a re-emission. An interactive
  /// change waits for at most one such batch.
  @WithDefault("500")
  int bulkRows();

  /// Most bytes of event data in one batch.
  @WithDefault("4000000")
  long batchBytes();

  /// The largest event's data, in bytes; an aggregate beyond it stops, visibly. Below the topic's
  /// `max.message.bytes`.
  @WithDefault("1900000")
  int eventBytes();

  /// Whether data are checked against `contracts/<type>.v1.schema.json` before they are sent.
  @WithDefault("true")
  boolean validate();

  /// Rows waiting in the interactive lane beyond which writes are refused with 503.
  @WithDefault("200000")
  long interactiveBacklog();

  /// Rows waiting in the bulk lane beyond which imports pause.
  @WithDefault("50000")
  long bulkBacklog();

  /// How long a look at the backlog is believed.
  @WithDefault("500ms")
  Duration backlogInterval();

  /// The consumer group whose lag pauses the bulk lane.
  @WithDefault("living-evidence-gateway")
  String lagGroup();

  /// Records that the group may lag behind before the bulk lane pauses; 0 never pauses. A group
  /// without committed offsets gives no information and pauses nothing.
  @WithDefault("20000")
  long lagLimit();

  /// How often the lag is looked up while the bulk lane has work.
  @WithDefault("1s")
  Duration lagInterval();

  /// How often the broker's topics are compared with what the relay knows of them.
  @WithDefault("30s")
  Duration topicCheck();

  /// The age of the oldest waiting change beyond which the relay counts as stalled in its health
  /// group. Readiness never depends on it.
  @WithDefault("60s")
  Duration stalledAfter();

  /// The longest the relay waits for an answer of the database, and the longest its transactions
  /// may stand idle.
  @WithDefault("30s")
  Duration databaseTimeout();

  /// The longest the relay waits for Kafka before it counts an attempt as failed.
  @WithDefault("10s")
  Duration kafkaTimeout();
}
