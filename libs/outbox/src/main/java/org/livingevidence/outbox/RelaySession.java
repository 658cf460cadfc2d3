package org.livingevidence.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jboss.logging.Logger;

/// The relay at work: from the opening of its producer (after the lock, before anything is read) to
/// the first failure that concerns the whole.
final class RelaySession implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RelaySession.class);

  private final OutboxConfig config;
  private final Map<String, AggregateSource> sources = new LinkedHashMap<>();
  private final EventProducer producer;
  private final Admin admin;
  private final Connection reader;
  private final Connection writer;
  private final RelayStore store;
  private final ReemissionStore reemissions;
  private final Publication publication;
  private final TopicCheck topicCheck;
  private final Restoration restoration;
  private final LagWatch lag;
  private long topicsCheckedAt;

  RelaySession(
      OutboxConfig config,
      DirectConnections connections,
      Map<String, Object> kafka,
      Collection<AggregateSource> aggregateSources,
      EventSchemas schemas,
      RelayMetrics metrics)
      throws SQLException {
    this.config = config;
    for (AggregateSource source : aggregateSources) {
      sources.put(source.type(), source);
    }
    Resources opened = new Resources();
    try {
      producer = opened.add(new EventProducer(kafka, config));
      Map<String, Object> adminSettings =
          KafkaSettings.only(kafka, AdminClientConfig.configNames());
      admin = opened.add(Admin.create(adminSettings));
      reader = opened.add(connections.openReader());
      writer = opened.add(connections.openWriter());
    } catch (SQLException | RuntimeException e) {
      opened.closeAll();
      throw e;
    }
    store = new RelayStore(reader, writer);
    reemissions = new ReemissionStore(writer);
    TopicStore topics = new TopicStore(writer);
    RestorationStore restorations = new RestorationStore(writer);
    TopicLog log = new TopicLog(kafka, admin, config.kafkaTimeout());
    topicCheck = new TopicCheck(log, topics, reemissions, restorations, sources.values());
    restoration = new Restoration(log, topics, restorations, sources.values());
    publication =
        new Publication(
            store,
            sources,
            new EventRenderer(config.source(), schemas, config.eventBytes()),
            producer,
            metrics,
            config.batchBytes());
    lag =
        new LagWatch(
            admin,
            config,
            Set.copyOf(sources.values().stream().map(AggregateSource::topic).toList()),
            metrics);
  }

  /// Publishes until told to stop.
  ///
  /// @param going looked at between batches
  /// @param idle waits for the next commit, at most so long
  void run(BooleanSupplier going, Idle idle) throws Exception {
    checkTopics(true);
    if (store.agenda().restoration()) {
      restoration.run();
    }
    while (going.getAsBoolean()) {
      boolean more = drainInteractive(going);
      RelayStore.Agenda agenda = store.agenda();
      if (agenda.restoration()) {
        restoration.run();
        continue;
      }
      Duration pause = config.poll();
      if (agenda.bulk() || agenda.reemission()) {
        if (lag.behind()) {
          pause = lag.interval();
        } else {
          more |= agenda.bulk() && publication.lane(Lane.BULK, config.bulkRows()).looked() > 0;
          more |= agenda.reemission() && emitAgain();
        }
      }
      if (System.nanoTime() - topicsCheckedAt > config.topicCheck().toNanos()) {
        checkTopics(false);
      }
      if (!more) {
        idle.await(pause);
      }
    }
  }

  /// Waits for work.
  @FunctionalInterface
  interface Idle {
    void await(Duration atMost) throws InterruptedException;
  }

  private void checkTopics(boolean unsettled) throws Exception {
    topicCheck.run(unsettled);
    topicsCheckedAt = System.nanoTime();
  }

  /// Publishes full batches until one is not full.
  ///
  /// @return whether commits may have arrived meanwhile
  private boolean drainInteractive(BooleanSupplier going) throws SQLException {
    boolean worked = false;
    while (going.getAsBoolean()) {
      int looked = publication.lane(Lane.INTERACTIVE, config.interactiveRows()).looked();
      worked |= looked > 0;
      if (looked < config.interactiveRows()) {
        break;
      }
    }
    return worked;
  }

  /// One step of a re-emission.
  ///
  /// @return whether to go on at once
  private boolean emitAgain() throws SQLException {
    ReemissionStore.Reemission job = reemissions.next(sources.keySet());
    if (job == null) {
      return false;
    }
    List<AggregateKey> keys = reemissions.idsAfter(job.type(), job.afterId(), config.bulkRows());
    if (keys.isEmpty()) {
      reemissions.finish(job);
      LOG.infof("every %s was emitted again", job.type());
      return true;
    }
    if (job.epoch() != null && !reemissions.lift(job.type(), keys, job.epoch())) {
      return true;
    }
    int handled = publication.keys(keys).handled();
    if (handled > 0) {
      reemissions.advance(job, keys.get(handled - 1).id(), handled);
    }
    return true;
  }

  @Override
  public void close() {
    Resources opened = new Resources();
    opened.add(producer);
    opened.add(admin);
    opened.add(reader);
    opened.add(writer);
    opened.closeAll();
  }
}
