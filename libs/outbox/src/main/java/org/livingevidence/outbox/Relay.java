package org.livingevidence.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Publishes what waits in a database's outbox, while it is the one relay of that database.
///
/// ```
/// standing by ──lock──▶ leading ──producer opened──▶ publishing
///      ▲                  │  ▲                          │
///      │                  │  └──── failure, pause ──────┤
///      └─── lock lost ────┴────────── fenced ───────────┘
/// ```
///
/// Its thread ends only with [#close]. Kafka may be away for any time: the lock is kept, writes go
/// on into the outbox, and the relay tries again.
final class Relay implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final int LONGEST_BACKOFF = 30;

  private final OutboxConfig config;
  private final DirectConnections connections;
  private final Map<String, Object> kafka;
  private final List<AggregateSource> sources;
  private final EventSchemas schemas;
  private final RelayMetrics metrics;
  private final Wake wake = new Wake();
  private final Thread thread;
  private volatile boolean stopping;
  private int failuresInRow;

  Relay(
      OutboxConfig config,
      DirectConnections connections,
      Map<String, Object> kafka,
      Collection<AggregateSource> sources,
      EventSchemas schemas,
      RelayMetrics metrics) {
    this.config = config;
    this.connections = connections;
    this.kafka = Map.copyOf(kafka);
    this.sources = List.copyOf(sources);
    this.schemas = schemas;
    this.metrics = metrics;
    this.thread = Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Says that something was committed.
  void signal() {
    wake.signal();
  }

  boolean leading() {
    return metrics.leading();
  }

  private void run() {
    while (!stopping) {
      try {
        lead();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (SQLException | RuntimeException e) {
        failed("the relay could not stand for election", e);
      }
    }
  }

  private void lead() throws SQLException, InterruptedException {
    try (@Nullable Leadership leadership =
        Leadership.tryAcquire(connections, config, wake::signal)) {
      if (leadership == null) {
        pause(config.election());
        return;
      }
      LOG.info("this process is now the relay");
      metrics.leading(true);
      while (leadership.held() && !stopping) {
        publish(leadership);
      }
    } catch (EventProducer.FencedException e) {
      metrics.fenced();
      LOG.warn("another relay has taken over; this process stands by");
      pause(config.election());
    } finally {
      if (metrics.leading()) {
        LOG.info("this process is no longer the relay");
      }
      metrics.leading(false);
    }
  }

  private void publish(Leadership leadership) throws InterruptedException {
    try (RelaySession session =
        new RelaySession(config, connections, kafka, sources, schemas, metrics)) {
      session.run(
          () -> leadership.held() && !stopping,
          atMost -> {
            failuresInRow = 0;
            var unused = wake.await(atMost);
          });
    } catch (EventProducer.FencedException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      failed("the relay could not publish; it tries again", e);
    }
  }

  private void failed(String message, Exception failure) {
    if (stopping) {
      return;
    }
    metrics.failed();
    LOG.warnf("%s: %s", message, failure);
    LOG.debug(message, failure);
    int doublings = Math.min(failuresInRow++, 10);
    long factor = Math.min(1L << doublings, LONGEST_BACKOFF);
    try {
      pause(config.backoff().multipliedBy(factor));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits so long whatever is signalled, unless it is to stop.
  private void pause(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    while (!stopping && end - System.nanoTime() > 0) {
      var unused = wake.await(Duration.ofNanos(end - System.nanoTime()));
    }
    wake.signal();
  }

  /// Stops publishing and gives the lock back; returns when that is done.
  @Override
  public void close() {
    stopping = true;
    wake.signal();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
