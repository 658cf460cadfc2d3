package org.livingevidence.gateway.projection;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.ChangeStore;
import org.livingevidence.gateway.rebuild.RebuildStore;

/// One term in office: from the election until the session ends, the role is lost or the process
/// stops. Everything here happens on one thread. Live batches come first; in between, a step each
/// of whatever else is due.
final class Term implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Term.class);
  private static final String SYSTEM = "gateway";

  private final ProjectorSession session;
  private final ProjectionConfig config;
  private final Map<String, Object> kafka;
  private final ProjectorListener listener;
  private final DeadLetters deadLetters;
  private final Applier applier;
  private final Redriving redriving;
  private final SourceTopics topics;
  private final OldGenerations oldGenerations;
  private GenerationFeed live;
  private @Nullable Rebuilding rebuilding;
  private boolean attention = true;
  private final Interval pruning;
  private final Interval checking;

  Term(
      ProjectorSession session,
      ProjectionConfig config,
      Map<String, Object> kafka,
      ProjectorListener listener)
      throws SQLException {
    this.session = session;
    this.config = config;
    this.kafka = kafka;
    this.listener = listener;
    this.pruning = new Interval(config.pruneEvery());
    this.checking = new Interval(config.sourceCheckEvery());
    this.oldGenerations = new OldGenerations(session, config.rebuild().dropAfter());
    this.deadLetters = new DeadLetters(kafka, config.topicPrefix());
    this.redriving = new Redriving(session, deadLetters);
    this.applier = new Applier(session, deadLetters, config.bulkFrom());
    this.topics = new SourceTopics(kafka, config.topicPrefix(), config.retentionMargin());
    try {
      int generation = session.liveGeneration();
      Map<TopicPartition, SourceOffset> stored =
          session.inTransaction(generation, t -> SourceOffset.load(t.connection()));
      List<String> missed = topics.missedDeletions(stored);
      SourceTopics.Findings findings = topics.compare(stored);
      this.live =
          new GenerationFeed(
              generation,
              true,
              new GenerationFeed.Opening(
                  session,
                  applier,
                  new SourceConsumer(kafka, config.batchRecords(), findings.offsets()),
                  listener));
      List<String> losses = new ArrayList<>(missed);
      losses.addAll(findings.losses());
      settle(findings.changed(), losses);
    } catch (SQLException | RuntimeException e) {
      closeQuietly();
      throw e;
    }
  }

  /// Wakes the thread out of a poll that waits, because there is something to look at.
  void wakeup() {
    live.consumer().wakeup();
  }

  /// Works until told to stop.
  ///
  /// @throws FencedException when another projector was elected
  /// @throws SQLException when the store fails; the session is then over
  void run(BooleanSupplier running) throws SQLException {
    boolean more = true;
    while (running.getAsBoolean()) {
      SourceConsumer.Polled polled;
      try {
        polled = live.poll(more ? Duration.ZERO : config.pollWait());
      } catch (InvalidOffsetException e) {
        LOG.errorf("An offset is gone; %s", e.getMessage());
        compareSources();
        continue;
      }
      if (polled.isEmpty()) {
        session.heartbeat();
        attention = true;
      } else {
        live.apply(polled.records(), polled.offsets());
        live.consumer().hint(polled.offsets());
      }
      listener.alive(live.consumer().lag());
      more = chores();
    }
  }

  /// One step of each thing that is due.
  ///
  /// @return whether there is more to do without waiting
  private boolean chores() throws SQLException {
    boolean more = live.relinking() && live.relinkStep(config.relinkStep());
    if (attention) {
      attention = false;
      more |= redriving.step(live);
      openRebuild();
    }
    more |= rebuildStep();
    if (pruning.due()) {
      more |= prune();
    }
    if (checking.due()) {
      try {
        compareSources();
        advanceBrokerTimes();
      } catch (KafkaException e) {
        // Nothing is lost by asking later; a term that still holds need not end for it.
        LOG.warnf("The sources' topics could not be compared; %s", e.getMessage());
      }
    }
    oldGenerations.drop(live.number(), rebuilding == null ? 0 : rebuilding.next().number());
    return more;
  }

  private void openRebuild() throws SQLException {
    if (rebuilding != null) {
      RebuildStore.Rebuild open =
          session.<RebuildStore.@Nullable Rebuild>inTransaction(
              live.number(), t -> RebuildStore.open(t.connection()));
      if (open != null && open.forced() && !rebuilding.rebuild().forced()) {
        // An operator's word arrived: go on with what is there.
        rebuilding.close();
        rebuilding = null;
      } else {
        return;
      }
    }
    RebuildStore.Rebuild wanted =
        session.<RebuildStore.@Nullable Rebuild>inTransaction(
            live.number(), t -> RebuildStore.open(t.connection()));
    if (wanted == null) {
      return;
    }
    Integer generation = wanted.generation();
    int number =
        generation != null
            ? generation
            : session.inTransaction(
                live.number(), t -> Rebuilding.createGeneration(t.connection(), wanted));
    Map<TopicPartition, SourceOffset> read =
        session.inTransaction(number, t -> SourceOffset.load(t.connection()));
    GenerationFeed next =
        new GenerationFeed(
            number,
            false,
            new GenerationFeed.Opening(
                session,
                applier,
                new SourceConsumer(
                    kafka, config.rebuild().batchRecords(), topics.compare(read).offsets()),
                listener));
    rebuilding = new Rebuilding(wanted, next, session, applier, config);
    LOG.infof("A rebuild goes on; rebuild %d, generation %d", wanted.id(), number);
    listener.rebuild("running", wanted.reason());
  }

  private boolean rebuildStep() throws SQLException {
    Rebuilding current = rebuilding;
    if (current == null) {
      return false;
    }
    Rebuilding.Step step = current.step(live);
    Applied switched = step.switched();
    if (switched != null) {
      live.close();
      live = current.next();
      live.goLive();
      rebuilding = null;
      listener.rebuild("switched", current.rebuild().reason());
      listener.committed(switched);
    }
    return step.more();
  }

  private boolean prune() throws SQLException {
    int removed =
        session.inTransaction(
            live.number(),
            t ->
                ChangeStore.prune(
                    t.connection(), t.position(), config.changesKept(), config.pruneStep()));
    return removed == config.pruneStep();
  }

  private void compareSources() throws SQLException {
    SourceTopics.Findings findings = topics.compare(live.consumer().offsets());
    live.consumer().assign(findings.offsets().values());
    settle(findings.changed(), findings.losses());
  }

  /// Stores where reading goes on, and asks for a rebuild when something was lost. The live
  /// generation meanwhile reads on: the version guard lets nothing old in.
  private void settle(List<SourceOffset> changed, List<String> losses) throws SQLException {
    if (changed.isEmpty() && losses.isEmpty()) {
      return;
    }
    if (rebuilding != null) {
      rebuilding.close();
      rebuilding = null;
    }
    session.inTransaction(
        live.number(),
        t -> {
          SourceOffset.save(t.connection(), changed);
          if (!losses.isEmpty()) {
            RebuildStore.Rebuild open = RebuildStore.open(t.connection());
            if (open != null) {
              RebuildStore.finish(
                  t.connection(), open.id(), "abandoned", "records were lost meanwhile", 0);
            }
            RebuildStore.request(t.connection(), String.join("; ", losses), SYSTEM, false);
          }
          return true;
        });
    for (String loss : losses) {
      LOG.errorf("Records can no longer be read and a rebuild begins; %s", loss);
    }
    attention = true;
  }

  /// A partition that was read to its end has missed nothing up to the newest time seen anywhere.
  private void advanceBrokerTimes() throws SQLException {
    Map<TopicPartition, SourceOffset> offsets = live.consumer().offsets();
    Instant newest = null;
    for (SourceOffset offset : offsets.values()) {
      Instant time = offset.lastBrokerTime();
      if (time != null && (newest == null || time.isAfter(newest))) {
        newest = time;
      }
    }
    Map<TopicPartition, SourceOffset> moved = new HashMap<>();
    for (SourceOffset offset : offsets.values()) {
      Instant time = offset.lastBrokerTime();
      if (newest != null
          && time != null
          && time.isBefore(newest)
          && live.consumer().atEnd(offset.partition())) {
        moved.put(offset.partition(), offset.movedTo(offset.next(), newest));
      }
    }
    if (!moved.isEmpty()) {
      session.inTransaction(
          live.number(),
          t -> {
            SourceOffset.save(t.connection(), moved.values());
            return true;
          });
      live.consumer().applied(List.copyOf(moved.values()));
    }
  }

  private void closeQuietly() {
    if (rebuilding != null) {
      rebuilding.close();
    }
    topics.close();
    deadLetters.close();
  }

  @Override
  public void close() {
    live.close();
    closeQuietly();
  }
}
