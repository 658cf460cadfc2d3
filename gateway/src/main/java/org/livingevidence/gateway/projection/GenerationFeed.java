package org.livingevidence.gateway.projection;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// One generation being fed: its consumer, its knowledge in memory, and the batches that go into
/// it. A batch that the store refuses is halved until the record that is to blame stands alone and
/// is set aside; the others are applied.
final class GenerationFeed implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GenerationFeed.class);

  private final int number;
  private final ProjectorSession session;
  private final Applier applier;
  private final SourceConsumer consumer;
  private final ProjectorListener listener;
  private Knowledge knowledge;
  private boolean live;
  private boolean relinking = true;

  /// What a generation is opened with.
  ///
  /// @param listener hears of every transaction, as of one on the live generation or beside it
  record Opening(
      ProjectorSession session,
      Applier applier,
      SourceConsumer consumer,
      ProjectorListener listener) {}

  GenerationFeed(int number, boolean live, Opening opening) throws SQLException {
    this.number = number;
    this.live = live;
    this.session = opening.session();
    this.applier = opening.applier();
    this.consumer = opening.consumer();
    this.listener = opening.listener();
    this.knowledge = loadKnowledge();
  }

  int number() {
    return number;
  }

  SourceConsumer consumer() {
    return consumer;
  }

  /// Whether relinking may be due.
  boolean relinking() {
    return relinking;
  }

  /// From now on what is applied counts as changes.
  void goLive() {
    live = true;
  }

  SourceConsumer.Polled poll(Duration wait) {
    return consumer.poll(wait);
  }

  /// Applies records of one poll.
  ///
  /// @param offsets of the partitions that they move
  void apply(List<ConsumerRecord<byte[], byte[]>> records, List<SourceOffset> offsets)
      throws SQLException {
    try {
      commit(Batch.read(records, offsets));
    } catch (SQLException | RuntimeException e) {
      if (!blamesRecords(e)) {
        throw e;
      }
      knowledge = loadKnowledge();
      if (records.size() == 1) {
        // Without the exception: PostgreSQL's detail quotes the row.
        LOG.warnf(
            "A record cannot be applied and is set aside; partition %s-%d, offset %d, %s",
            records.getFirst().topic(),
            records.getFirst().partition(),
            records.getFirst().offset(),
            brief(e));
        commit(Batch.parked(records.getFirst(), "cannot be applied: " + brief(e), offsets));
        return;
      }
      int half = records.size() / 2;
      List<ConsumerRecord<byte[], byte[]>> first = records.subList(0, half);
      apply(first, offsetsAfter(first));
      apply(records.subList(half, records.size()), offsets);
    }
  }

  /// Takes one step of relinking.
  ///
  /// @return whether there may be more to do
  boolean relinkStep(int atMost) throws SQLException {
    Applied applied = applier.relink(number, knowledge, atMost, live);
    relinking = applied != null;
    if (applied != null) {
      tell(applied);
    }
    return relinking;
  }

  /// Applies records that were set aside earlier, without moving any offset.
  Applied redrive(ConsumerRecord<byte[], byte[]> record) throws SQLException {
    Applied applied = applier.live(number, knowledge, Batch.read(List.of(record), List.of()));
    relinking = true;
    tell(applied);
    return applied;
  }

  /// Loads the knowledge again after a transaction that failed halfway.
  void reload() throws SQLException {
    knowledge = loadKnowledge();
  }

  private void commit(Batch batch) throws SQLException {
    Applied applied =
        live ? applier.live(number, knowledge, batch) : applier.beside(number, knowledge, batch);
    relinking |= !batch.topics().isEmpty() || !batch.drugs().isEmpty();
    consumer.applied(batch.offsets());
    tell(applied);
  }

  /// What was beside when it was opened may have gone live since.
  private void tell(Applied applied) {
    if (live) {
      listener.committed(applied);
    } else {
      listener.committedBeside(applied);
    }
  }

  private Knowledge loadKnowledge() throws SQLException {
    return session.inTransaction(number, transaction -> Knowledge.load(transaction.connection()));
  }

  private List<SourceOffset> offsetsAfter(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, SourceOffset> offsets = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      offsets.put(
          partition,
          consumer
              .offset(partition)
              .movedTo(record.offset() + 1, Instant.ofEpochMilli(record.timestamp())));
    }
    return new ArrayList<>(offsets.values());
  }

  /// Whether a failure comes from what is in the records, rather than from the store, from Kafka or
  /// from having been replaced.
  static boolean blamesRecords(Exception e) {
    if (e instanceof SQLException sql) {
      String state = sql.getSQLState() == null ? "" : sql.getSQLState();
      // Data exceptions, broken constraints, limits such as the longest index entry.
      return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }
    return !(e instanceof FencedException) && !(e instanceof KafkaException);
  }

  static String brief(Exception e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e.getClass().getSimpleName() + ": " + message;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
