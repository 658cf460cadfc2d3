package org.livingevidence.gateway.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.ChangeKind;
import org.livingevidence.gateway.change.ChangeLog;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.change.Effect;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.rebuild.GenerationDifference;
import org.livingevidence.gateway.rebuild.RebuildStore;

/// A rebuild under way, a step at a time between live batches.
///
/// The new generation reads the log from the beginning, topics first, and never past where the live
/// one has read. When both have read the same and neither has relinking to do, one transaction
/// compares them and switches: a condition with equal content keeps its version, the others get the
/// next position. A generation that holds far less than the live one is not switched to without an
/// operator's word: a topic created anew is empty until its owner has emitted everything again.
final class Rebuilding implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Rebuilding.class);

  private final RebuildStore.Rebuild rebuild;
  private final GenerationFeed next;
  private final ProjectorSession session;
  private final Applier applier;
  private final ProjectionConfig config;
  private final String topicsTopic;
  private boolean topicsFirst = true;
  private @Nullable String waitingFor;

  Rebuilding(
      RebuildStore.Rebuild rebuild,
      GenerationFeed next,
      ProjectorSession session,
      Applier applier,
      ProjectionConfig config) {
    this.rebuild = rebuild;
    this.next = next;
    this.session = session;
    this.applier = applier;
    this.config = config;
    this.topicsTopic = Source.TOPICS.kafkaTopic(config.topicPrefix());
    for (Source source : Source.values()) {
      next.consumer().pause(source.kafkaTopic(config.topicPrefix()), source != Source.TOPICS);
    }
  }

  /// What a step came to.
  ///
  /// @param more whether the next step need not wait
  /// @param switched what the switch did; null before it
  record Step(boolean more, @Nullable Applied switched) {}

  RebuildStore.Rebuild rebuild() {
    return rebuild;
  }

  GenerationFeed next() {
    return next;
  }

  /// Reads on, relinks, or switches.
  Step step(GenerationFeed live) throws SQLException {
    if (topicsFirst && caughtUp(live, topicsTopic)) {
      topicsFirst = false;
      for (Source source : Source.values()) {
        next.consumer().pause(source.kafkaTopic(config.topicPrefix()), false);
      }
    }
    if (!caughtUp(live, null)) {
      read(live);
      return new Step(true, null);
    }
    if (next.relinking() && next.relinkStep(config.relinkStep())) {
      return new Step(true, null);
    }
    if (live.relinking()) {
      return new Step(true, null);
    }
    return trySwitch(live);
  }

  private void read(GenerationFeed live) throws SQLException {
    SourceConsumer.Polled polled = next.poll(Duration.ofMillis(20));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.records().size());
    for (ConsumerRecord<byte[], byte[]> record : polled.records()) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (record.offset() < live.consumer().offset(partition).next()) {
        records.add(record);
      }
    }
    List<SourceOffset> offsets = new ArrayList<>();
    for (SourceOffset offset : polled.offsets()) {
      SourceOffset bound = live.consumer().offset(offset.partition());
      if (offset.next() > bound.next()) {
        next.consumer().rewind(offset.partition(), bound.next());
        offsets.add(bound);
      } else {
        offsets.add(offset);
      }
    }
    if (!offsets.isEmpty()) {
      next.apply(records, offsets);
    } else {
      passMarkers(live);
    }
  }

  /// What is left before the live offset may be nothing but the markers of transactions, or records
  /// that compaction removed: the consumer passes them without returning anything.
  private void passMarkers(GenerationFeed live) {
    List<SourceOffset> passed = new ArrayList<>();
    next.consumer()
        .offsets()
        .forEach(
            (partition, offset) -> {
              SourceOffset bound = live.consumer().offset(partition);
              if (offset.next() < bound.next()
                  && next.consumer().position(partition) >= bound.next()) {
                passed.add(bound);
              }
            });
    next.consumer().applied(passed);
  }

  private boolean caughtUp(GenerationFeed live, @Nullable String topic) {
    Map<TopicPartition, SourceOffset> done = next.consumer().offsets();
    return live.consumer().offsets().values().stream()
        .filter(offset -> topic == null || offset.partition().topic().equals(topic))
        .allMatch(
            offset -> {
              SourceOffset reached = done.get(offset.partition());
              return reached != null && reached.next() >= offset.next();
            });
  }

  private Step trySwitch(GenerationFeed live) throws SQLException {
    String missing = rebuild.forced() ? null : missing(live);
    if (missing != null) {
      // What the live generation has still to read may be just what is missing.
      if (live.consumer().atEnd() && !missing.equals(waitingFor)) {
        waitingFor = missing;
        LOG.warnf("A rebuild waits; rebuild %d, %s", rebuild.id(), missing);
        session.inTransaction(
            live.number(),
            transaction -> {
              RebuildStore.progress(transaction.connection(), rebuild.id(), "waiting", missing);
              return true;
            });
      }
      return new Step(false, null);
    }
    Applied switched =
        session.inTransaction(next.number(), transaction -> switchOver(transaction, live));
    return new Step(true, switched);
  }

  private @Nullable String missing(GenerationFeed live) throws SQLException {
    return session.<@Nullable String>inTransaction(
        live.number(),
        transaction -> {
          Map<String, Long> held =
              GenerationDifference.sizes(transaction.connection(), live.number());
          Map<String, Long> rebuilt =
              GenerationDifference.sizes(transaction.connection(), next.number());
          for (Map.Entry<String, Long> size : held.entrySet()) {
            long found = rebuilt.getOrDefault(size.getKey(), 0L);
            if (found < size.getValue() * config.rebuild().leastShare()) {
              return found
                  + " of "
                  + size.getValue()
                  + " aggregates of type "
                  + size.getKey()
                  + " are in the log; their owner has to emit them again";
            }
          }
          return null;
        });
  }

  private Applied switchOver(ProjectorSession.Transaction transaction, GenerationFeed live)
      throws SQLException {
    Connection connection = transaction.connection();
    Set<String> conditions =
        GenerationDifference.conditions(connection, live.number(), next.number());
    SourceOffset.save(connection, live.consumer().offsets().values());
    List<ChangeRow> changes =
        applier.append(
            transaction,
            List.of(
                new Effect(
                    ChangeKind.REBUILT,
                    List.of(),
                    ChangeLog.cause("rebuild", Long.toString(rebuild.id())),
                    conditions)));
    try (PreparedStatement statement =
        connection.prepareStatement("update projector set generation = ? where epoch = ?")) {
      statement.setInt(1, next.number());
      statement.setLong(2, session.epoch());
      statement.executeUpdate();
    }
    RebuildStore.finish(connection, rebuild.id(), "switched", null, conditions.size());
    LOG.infof(
        "A rebuild is live; rebuild %d, generation %d, conditions with other content %d",
        rebuild.id(), next.number(), conditions.size());
    return Applied.withoutEvents(transaction.position(), changes);
  }

  /// Creates the schema for a rebuild: the number after the highest there is.
  static int createGeneration(Connection connection, RebuildStore.Rebuild rebuild)
      throws SQLException {
    int number;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select max(substr(nspname, 2)::integer) + 1 from pg_namespace
                where nspname ~ '^g[0-9]{1,8}$'
                """)) {
      row.next();
      number = row.getInt(1);
    }
    GenerationSchema.create(connection, number);
    RebuildStore.begin(connection, rebuild.id(), number);
    return number;
  }

  @Override
  public void close() {
    next.close();
  }
}
