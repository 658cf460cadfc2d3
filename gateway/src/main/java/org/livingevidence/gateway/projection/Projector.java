package org.livingevidence.gateway.projection;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The projector's thread: stands for election, serves its term, and stands again whatever ends it.
final class Projector implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Projector.class);

  private final DirectConnections connections;
  private final Map<String, Object> kafka;
  private final ProjectionConfig config;
  private final ProjectorListener listener;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Term term;

  Projector(
      DirectConnections connections,
      Map<String, Object> kafka,
      ProjectionConfig config,
      ProjectorListener listener) {
    this.connections = connections;
    this.kafka = kafka;
    this.config = config;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("projector").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Whether this process is the projector.
  boolean leading() {
    return term != null;
  }

  /// Makes the projector look at once at what was asked of it, where it is this process.
  void wakeup() {
    Term current = term;
    if (current != null) {
      current.wakeup();
    }
  }

  private void run() {
    while (running()) {
      try {
        serve();
      } catch (FencedException e) {
        LOG.warnf("The role of projector was lost; %s", e.getMessage());
      } catch (InterruptException e) {
        return;
      } catch (KafkaException e) {
        if (running()) {
          LOG.warnf("The projector waits for Kafka; %s", reason(e));
        }
      } catch (SQLException | RuntimeException e) {
        if (running()) {
          LOG.errorf(e, "The projector failed and stands for election again");
        }
      }
      pause();
    }
  }

  private void serve() throws SQLException {
    try (ProjectorSession session = ProjectorSession.elect(connections, config.sessionTimeout())) {
      if (session == null) {
        return;
      }
      try (Term current = new Term(session, config, kafka, listener)) {
        LOG.infof("Elected as projector; epoch %d", session.epoch());
        term = current;
        listener.elected(session.epoch());
        current.run(this::running);
      } finally {
        if (term != null) {
          term = null;
          listener.resigned(session.epoch());
        }
      }
    }
  }

  private static String reason(KafkaException e) {
    Throwable cause =
        e.getCause() instanceof ExecutionException wrapped ? wrapped.getCause() : null;
    return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause;
  }

  private boolean running() {
    return stopped.getCount() > 0;
  }

  private void pause() {
    try {
      boolean over = stopped.await(config.standbyRetry().toMillis(), TimeUnit.MILLISECONDS);
      if (over) {
        LOG.debug("The projector stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Stops after the transaction under way; the lock is free when this returns.
  @Override
  public void close() {
    stopped.countDown();
    wakeup();
    try {
      thread.join(config.sessionTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
