package org.livingevidence.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/// Brings the readers of a restored database back in step with it.
///
/// The topics are read to their ends, which finds the highest epoch ever used and the ghosts: keys
/// that the ledger does not hold. One transaction then raises the epoch above that, queues a
/// deletion for every ghost and starts the re-emission of everything under the new epoch. A crash
/// before its commit begins again; after it nothing is left to do here.
final class Restoration {
  private static final Logger LOG = Logger.getLogger(Restoration.class);

  private final TopicLog log;
  private final TopicStore topics;
  private final RestorationStore store;
  private final Collection<AggregateSource> sources;

  Restoration(
      TopicLog log,
      TopicStore topics,
      RestorationStore store,
      Collection<AggregateSource> sources) {
    this.log = log;
    this.topics = topics;
    this.store = store;
    this.sources = List.copyOf(sources);
  }

  /// Does all of it; nothing may be published meanwhile.
  void run() throws Exception {
    Map<String, TopicLog.Description> described =
        log.describe(sources.stream().map(AggregateSource::topic).distinct().toList());
    List<RestorationStore.Ghost> ghosts = new ArrayList<>();
    int[] highestEpoch = {0};
    for (AggregateSource source : sources) {
      TopicLog.Description description = described.get(source.topic());
      if (description != null) {
        Map<String, Long> unknown = new HashMap<>();
        log.read(
            source.topic(),
            Map.of(),
            description.ends(),
            records -> {
              Map<String, Long> published = TopicCheck.newest(records);
              var ledger = topics.held(source.type(), published.keySet());
              published.forEach(
                  (id, version) -> {
                    highestEpoch[0] = Math.max(highestEpoch[0], Version.epoch(version));
                    if (!ledger.containsKey(id)) {
                      unknown.merge(id, version, Math::max);
                    }
                  });
              return true;
            });
        unknown.forEach(
            (id, version) -> ghosts.add(new RestorationStore.Ghost(source.type(), id, version)));
      }
    }
    OptionalInt epoch =
        store.raiseEpoch(
            highestEpoch[0], sources.stream().map(AggregateSource::type).toList(), ghosts);
    if (epoch.isPresent()) {
      LOG.warnf(
          "the database was restored: epoch=%d, %d keys exist in the topics only and are deleted",
          epoch.getAsInt(), ghosts.size());
    }
  }
}
