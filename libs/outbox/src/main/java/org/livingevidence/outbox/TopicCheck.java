package org.livingevidence.outbox;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Compares the topics with what the relay remembers of them, before it publishes and now and then
/// after.
///
/// | found | means | then |
/// |---|---|---|
/// | another topic id | the topic was recreated | everything is emitted again |
/// | an end below the remembered one | the broker lost records | everything is emitted again |
/// | another schema revision | the rendering changed | everything is emitted again |
/// | a record newer than the ledger, or of its version but of another time | the database was
/// restored | a new epoch |
///
/// Only this relay writes these topics, so records beyond the remembered end are the last batch
/// of a predecessor that did not live to settle it, or come from a database that no longer
/// exists.
final class TopicCheck {
  private static final Logger LOG = Logger.getLogger(TopicCheck.class);
  private static final TopicStore.Held NEVER = new TopicStore.Held(0, Instant.EPOCH);

  private final TopicLog log;
  private final TopicStore topics;
  private final ReemissionStore reemissions;
  private final RestorationStore restorations;
  private final Collection<AggregateSource> sources;

  TopicCheck(
      TopicLog log,
      TopicStore topics,
      ReemissionStore reemissions,
      RestorationStore restorations,
      Collection<AggregateSource> sources) {
    this.log = log;
    this.topics = topics;
    this.reemissions = reemissions;
    this.restorations = restorations;
    this.sources = List.copyOf(sources);
  }

  /// Looks at every topic; asks for what is necessary.
  ///
  /// @param unsettled whether to look for records that this relay did not send itself
  void run(boolean unsettled) throws Exception {
    Map<String, TopicLog.Description> described =
        log.describe(sources.stream().map(AggregateSource::topic).distinct().toList());
    for (AggregateSource source : sources) {
      TopicLog.Description now = described.get(source.topic());
      if (now != null) {
        check(source, now, unsettled);
      }
    }
  }

  private void check(AggregateSource source, TopicLog.Description now, boolean unsettled)
      throws Exception {
    TopicStore.KnownTopic known = topics.topic(source.topic());
    Map<Integer, Long> from = new HashMap<>();
    if (known != null) {
      if (!known.topicId().equals(now.topicId())) {
        emitAgain(source, "the topic was recreated");
      } else {
        from.putAll(known.nextOffsets());
        if (from.entrySet().stream()
            .anyMatch(old -> now.written().getOrDefault(old.getKey(), 0L) < old.getValue())) {
          emitAgain(source, "the broker lost records");
          from.replaceAll(
              (partition, old) -> Math.min(old, now.written().getOrDefault(partition, 0L)));
        } else if (!known.dataSchema().equals(source.dataSchema())) {
          emitAgain(source, "the schema is now " + source.dataSchema());
        }
      }
    }
    if (unsettled
        && now.ends().entrySet().stream()
            .anyMatch(end -> from.getOrDefault(end.getKey(), 0L) < end.getValue())) {
      log.read(source.topic(), from, now.ends(), records -> inLedger(source, records));
    }
    Map<Integer, Long> settled = new HashMap<>(now.ends());
    from.forEach((partition, old) -> settled.merge(partition, old, Math::max));
    topics.rememberTopic(source.topic(), now.topicId(), source.dataSchema(), settled);
  }

  private void emitAgain(AggregateSource source, String reason) throws SQLException {
    LOG.warnf("every %s is emitted again: %s: topic=%s", source.type(), reason, source.topic());
    reemissions.start(List.of(source.type()), reason);
  }

  /// Whether the ledger is as new as these records; asks for a restoration when it is not.
  private boolean inLedger(AggregateSource source, List<ConsumerRecord<String, byte[]>> records)
      throws SQLException {
    Map<String, TopicStore.Held> published = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      TopicStore.Held event = published(record);
      if (record.key() != null && event != null) {
        published.merge(
            record.key(), event, (one, other) -> one.version() > other.version() ? one : other);
      }
    }
    Map<String, TopicStore.Held> ledger = topics.held(source.type(), published.keySet());
    for (var record : published.entrySet()) {
      TopicStore.Held here = ledger.getOrDefault(record.getKey(), NEVER);
      String reason = disagreement(source.topic(), record.getValue(), here);
      if (reason != null) {
        LOG.warnf("the database is older than its topic: %s", reason);
        restorations.request(reason);
        return false;
      }
    }
    return true;
  }

  /// A version is allocated once, and its event bears the time at which that was. So one of the
  /// same number from another time was published by a database that this one has forgotten, and
  /// wrote the number again.
  private static @Nullable String disagreement(
      String topic, TopicStore.Held published, TopicStore.Held here) {
    if (published.version() > here.version()) {
      return "%s holds version %d of a key whose version here is %d"
          .formatted(topic, published.version(), here.version());
    }
    if (published.version() == here.version() && !published.changedAt().equals(here.changedAt())) {
      return "%s holds version %d of a key as of %s, which was written here at %s"
          .formatted(topic, published.version(), published.changedAt(), here.changedAt());
    }
    return null;
  }

  /// The newest version of each key among records; of a record whose headers make no event, 0.
  static Map<String, Long> newest(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, Long> versions = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (record.key() != null) {
        versions.merge(record.key(), version(record), Math::max);
      }
    }
    return versions;
  }

  private static long version(ConsumerRecord<String, byte[]> record) {
    TopicStore.Held event = published(record);
    return event == null ? 0 : event.version();
  }

  private static TopicStore.@Nullable Held published(ConsumerRecord<String, byte[]> record) {
    try {
      EventEnvelope event = EventHeaders.parse(record.headers());
      return new TopicStore.Held(event.version(), event.time());
    } catch (MalformedEventException e) {
      LOG.warnf(
          "a record in our topic is no event of ours: partition=%s offset=%d: %s",
          new TopicPartition(record.topic(), record.partition()), record.offset(), e.getMessage());
      return null;
    }
  }
}
