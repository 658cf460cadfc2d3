package org.livingevidence.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// The right to be the relay of a database: an advisory lock held by a session of its own, which
/// also listens for the commits of other processes.
///
/// The session shows a sign of life at every heartbeat. When the process is stopped for longer than
/// the session timeout, the database ends the session and another process takes the lock. The lock
/// does not stop a resumed process from sending: the producer's transactional id does.
final class Leadership implements AutoCloseable {
  /// The channel on which processes that are not the relay announce their commits.
  static final String CHANNEL = "outbox";

  private static final Logger LOG = Logger.getLogger(Leadership.class);
  private static final String TRY_LOCK = "select pg_try_advisory_lock(1279610690, 2)";

  private final Connection session;
  private final Duration heartbeat;
  private final Runnable wake;
  private final Thread listener;
  private volatile boolean held = true;
  private volatile boolean closed;

  private Leadership(Connection session, Duration heartbeat, Runnable wake) {
    this.session = session;
    this.heartbeat = heartbeat;
    this.wake = wake;
    this.listener = Thread.ofPlatform().name("outbox-lock").daemon().unstarted(this::listen);
  }

  /// Takes the lock when nobody holds it.
  ///
  /// @param wake called when another process announced a commit, and when the lock is lost
  /// @return null when another process is the relay
  static @Nullable Leadership tryAcquire(
      DirectConnections connections, OutboxConfig config, Runnable wake) throws SQLException {
    Connection session = connections.openLockSession(config.sessionTimeout());
    boolean locked = false;
    try (Statement statement = session.createStatement()) {
      try (ResultSet result = statement.executeQuery(TRY_LOCK)) {
        result.next();
        locked = result.getBoolean(1);
      }
      if (!locked) {
        return null;
      }
      statement.execute("listen " + CHANNEL);
      Leadership leadership = new Leadership(session, config.heartbeat(), wake);
      leadership.listener.start();
      return leadership;
    } catch (SQLException e) {
      locked = false;
      throw e;
    } finally {
      if (!locked) {
        session.close();
      }
    }
  }

  /// Whether the session was alive at its last sign of life.
  boolean held() {
    return held;
  }

  private void listen() {
    try (Statement statement = session.createStatement()) {
      PGConnection notifications = session.unwrap(PGConnection.class);
      long alive = System.nanoTime();
      while (!closed) {
        long left = heartbeat.toNanos() - (System.nanoTime() - alive);
        if (left <= 0) {
          statement.execute("select 1");
          alive = System.nanoTime();
          continue;
        }
        PGNotification[] announced =
            notifications.getNotifications((int) Math.max(1, left / 1_000_000));
        if (announced != null && announced.length > 0) {
          wake.run();
        }
      }
    } catch (SQLException e) {
      if (!closed) {
        LOG.warnf("the relay's lock session ended: %s", e.getMessage());
      }
    } finally {
      held = false;
      wake.run();
    }
  }

  /// Gives the lock back; returns when the session is closed.
  @Override
  public void close() {
    closed = true;
    held = false;
    try {
      // Closing would wait for the listener's read to time out.
      session.abort(Runnable::run);
      listener.join();
    } catch (SQLException e) {
      LOG.debugf("the relay's lock session could not be closed: %s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
