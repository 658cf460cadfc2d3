package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Publishes batches: one snapshot gives the rows and the states, one Kafka transaction carries the
/// events, one statement settles exactly those rows.
///
/// An aggregate that cannot be published is blocked and the rest of its batch goes on without it.
/// What fails as a whole (a connection, the broker) is thrown, and nothing is blamed on anyone.
final class Publication {
  private static final Logger LOG = Logger.getLogger(Publication.class);

  private final RelayStore store;
  private final Map<String, AggregateSource> sources;
  private final EventRenderer renderer;
  private final EventProducer producer;
  private final RelayMetrics metrics;
  private final long batchBytes;

  Publication(
      RelayStore store,
      Map<String, AggregateSource> sources,
      EventRenderer renderer,
      EventProducer producer,
      RelayMetrics metrics,
      long batchBytes) {
    this.store = store;
    this.sources = Map.copyOf(sources);
    this.renderer = renderer;
    this.producer = producer;
    this.metrics = metrics;
    this.batchBytes = batchBytes;
  }

  /// What a batch came to.
  ///
  /// @param looked how many aggregates the batch was to hold
  /// @param handled how many of them, from the first, are published or blocked
  record Outcome(int looked, int handled) {
    static final Outcome NOTHING = new Outcome(0, 0);
  }

  /// Publishes what is next in a lane.
  Outcome lane(Lane lane, int rowLimit) throws SQLException {
    List<AggregateKey> keys;
    List<Pending> pending;
    Map<AggregateKey, JsonNode> states;
    Map<AggregateKey, String> traces;
    try {
      keys = store.head(lane, rowLimit);
      pending = store.pending(keys);
      states = states(pending);
      traces = traces(pending);
      store.endSnapshot();
    } catch (SQLException | RuntimeException e) {
      store.abandonSnapshot();
      if (!ownFault(e)) {
        throw e;
      }
      return isolate(laneKeys(lane, rowLimit), e);
    }
    return publish(keys.size(), pending, states, traces);
  }

  /// Publishes these aggregates as they are, whether or not rows wait for them.
  Outcome keys(List<AggregateKey> keys) throws SQLException {
    if (keys.isEmpty()) {
      return Outcome.NOTHING;
    }
    List<Pending> pending = List.of();
    Map<AggregateKey, JsonNode> states;
    Map<AggregateKey, String> traces;
    try {
      pending = store.pending(keys);
      states = states(pending);
      traces = traces(pending);
      store.endSnapshot();
    } catch (SQLException | RuntimeException e) {
      store.abandonSnapshot();
      if (!ownFault(e)) {
        throw e;
      }
      if (keys.size() == 1 && !pending.isEmpty()) {
        block(new Refusal(pending.getFirst(), false, "its state could not be read: " + e));
        return new Outcome(1, 1);
      }
      return keys.size() == 1 ? new Outcome(1, 1) : isolate(keys, e);
    }
    return publish(keys.size(), pending, states, traces);
  }

  private List<AggregateKey> laneKeys(Lane lane, int rowLimit) throws SQLException {
    List<AggregateKey> keys = store.head(lane, rowLimit);
    store.endSnapshot();
    return keys;
  }

  /// Somewhere among these is an aggregate whose state cannot be read: halves find it.
  private Outcome isolate(List<AggregateKey> keys, Exception failure) throws SQLException {
    LOG.debugf(failure, "a batch of %d could not be read; it is halved", keys.size());
    if (keys.size() == 1) {
      return keys(keys);
    }
    int middle = keys.size() / 2;
    for (List<AggregateKey> part :
        List.of(keys.subList(0, middle), keys.subList(middle, keys.size()))) {
      int from = 0;
      while (from < part.size()) {
        from += keys(part.subList(from, part.size())).handled();
      }
    }
    return new Outcome(keys.size(), keys.size());
  }

  private Map<AggregateKey, JsonNode> states(List<Pending> pending) throws SQLException {
    Map<String, List<String>> ids = new HashMap<>();
    for (Pending one : pending) {
      if (!one.deleted() && !one.blocked()) {
        ids.computeIfAbsent(one.key().type(), type -> new ArrayList<>()).add(one.key().id());
      }
    }
    Map<AggregateKey, JsonNode> states = new HashMap<>();
    for (var entry : ids.entrySet()) {
      AggregateSource source = sources.get(entry.getKey());
      if (source != null) {
        source
            .read(store.snapshot(), entry.getValue())
            .forEach((id, state) -> states.put(new AggregateKey(entry.getKey(), id), state));
      }
    }
    return states;
  }

  private Map<AggregateKey, String> traces(List<Pending> pending) throws SQLException {
    return metrics.tracing().on() && !pending.isEmpty() ? store.traces(pending) : Map.of();
  }

  private Outcome publish(
      int looked,
      List<Pending> pending,
      Map<AggregateKey, JsonNode> states,
      Map<AggregateKey, String> traced)
      throws SQLException {
    List<RenderedEvent> events = new ArrayList<>(pending.size());
    int handled = looked - pending.size(); // keys without a written ledger row need nothing
    long bytes = 0;
    for (Pending one : pending) {
      if (bytes >= batchBytes) {
        break;
      }
      handled++;
      if (!one.blocked()) {
        RenderedEvent event = render(one, states.get(one.key()));
        if (event != null) {
          bytes += event.value().length;
          events.add(event);
        }
      }
    }
    PublishTraces traces = new PublishTraces(metrics.tracing(), traced);
    traces.begin(events);
    try {
      return send(looked, handled, events, traces);
    } finally {
      traces.endAll();
    }
  }

  private Outcome send(int looked, int handled, List<RenderedEvent> events, PublishTraces traces)
      throws SQLException {
    while (!events.isEmpty()) {
      long started = System.nanoTime();
      switch (producer.send(events)) {
        case EventProducer.Result.Committed(var nextOffsets) -> {
          metrics.sent(System.nanoTime() - started);
          store.settle(events, nextOffsets);
          metrics.published(events);
          events.forEach(event -> traces.end(event, null));
          return new Outcome(looked, handled);
        }
        case EventProducer.Result.Rejected(var reasons) -> {
          for (var rejected : reasons.entrySet()) {
            block(new Refusal(rejected.getKey().pending(), false, rejected.getValue()));
            traces.end(rejected.getKey(), rejected.getValue());
          }
          events.removeIf(reasons::containsKey);
        }
      }
    }
    return new Outcome(looked, handled);
  }

  private @Nullable RenderedEvent render(Pending pending, @Nullable JsonNode state)
      throws SQLException {
    AggregateSource source = sources.get(pending.key().type());
    if (source == null) {
      block(new Refusal(pending, false, "this service has no source for its type"));
      return null;
    }
    return switch (renderer.render(pending, source, state)) {
      case EventRenderer.Rendering.Ready(var event) -> event;
      case EventRenderer.Rendering.Refused(var refusal) -> {
        block(refusal);
        yield null;
      }
    };
  }

  private void block(Refusal refusal) throws SQLException {
    store.block(refusal);
    metrics.blocked(refusal);
    LOG.errorf(
        "an aggregate cannot be published: type=%s id=%s version=%d reason=%s",
        refusal.pending().key().type(),
        refusal.pending().key().id(),
        refusal.pending().version(),
        refusal.reason());
  }

  /// Whether a failure to read is the doing of an aggregate's content (or of the code that reads
  /// it), not of the connection, the server or its resources.
  private static boolean ownFault(Exception failure) {
    if (failure instanceof SQLException sql) {
      String state = sql.getSQLState();
      return state != null && (state.startsWith("22") || state.startsWith("42"));
    }
    return true;
  }
}
