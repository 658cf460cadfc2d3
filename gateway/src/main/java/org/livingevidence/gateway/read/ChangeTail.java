package org.livingevidence.gateway.read;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.Committed;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Follows a projector that runs in another process: listens on the channel `projected`, on a
/// connection of its own (a pool would lose the listening), and lets [ChangeFeed] read what was
/// committed. Where the projector is in this very process, it only checks that nothing was missed.
@ApplicationScoped
class ChangeTail {
  private static final Logger LOG = Logger.getLogger(ChangeTail.class);
  private static final String LISTEN =
      "set idle_session_timeout = 0; set application_name = 'gateway change tail'; listen "
          + Committed.CHANNEL;

  private final ChangeFeed feed;
  private final OwnPosition own;
  private final ReadConfig config;
  private final String url;
  private final Properties credentials = new Properties();
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Connection connection;

  ChangeTail(
      ChangeFeed feed,
      OwnPosition own,
      ReadConfig config,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.feed = feed;
    this.own = own;
    this.config = config;
    this.url = config.directUrl();
    credentials.setProperty("user", user);
    credentials.setProperty("password", password);
    credentials.setProperty("tcpKeepAlive", "true");
  }

  void start(@Observes @Priority(10) StartupEvent event) {
    thread = Thread.ofPlatform().name("change-tail").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
    close();
  }

  private void run() {
    while (!stopping) {
      try {
        listen();
      } catch (SQLException | RuntimeException e) {
        if (!stopping) {
          LOG.warnf("The change tail lost the store and listens again reason=%s", e.getMessage());
          pause(config.reconnectDelay());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        close();
      }
    }
  }

  private void listen() throws SQLException, InterruptedException {
    Connection opened = DriverManager.getConnection(url, credentials);
    connection = opened;
    try (Statement statement = opened.createStatement()) {
      statement.execute(LISTEN);
    }
    PGConnection postgres = opened.unwrap(PGConnection.class);
    feed.catchUp();
    while (!stopping) {
      PGNotification[] notified =
          postgres.getNotifications(Math.toIntExact(config.safetyPoll().toMillis()));
      if (notified == null || notified.length == 0 || !alreadyHere(newest(notified))) {
        feed.catchUp();
      }
    }
  }

  /// Whether the notified position is known already; the projector of this process gets a moment to
  /// bring it itself, which costs no read.
  private boolean alreadyHere(long position) throws InterruptedException {
    return own.await(position, feed.lastLocal() > 0 ? config.localGrace() : Duration.ZERO);
  }

  private static long newest(PGNotification[] notified) {
    long newest = 0;
    for (PGNotification notification : notified) {
      try {
        newest = Math.max(newest, Long.parseLong(notification.getParameter()));
      } catch (NumberFormatException e) {
        return Long.MAX_VALUE;
      }
    }
    return newest;
  }

  private void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("The change tail's connection did not close", e);
      }
    }
  }

  private void pause(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
