package org.livingevidence.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Tells the relay in another process that something was committed here. After the commit and apart
/// from it: a NOTIFY inside a transaction makes the commits of all of them wait for one lock. Many
/// commits make one notice; one that is lost is made good by the relay's poll.
final class CommitNotice implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CommitNotice.class);
  private static final Duration LONG = Duration.ofHours(1);

  private final DataSource dataSource;
  private final Wake wake = new Wake();
  private final Thread thread;

  CommitNotice(DataSource dataSource) {
    this.dataSource = dataSource;
    this.thread = Thread.ofPlatform().name("outbox-notice").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void give() {
    wake.signal();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (wake.await(LONG)) {
          send();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("notify " + Leadership.CHANNEL);
    } catch (SQLException e) {
      LOG.debugf("a commit could not be announced: %s", e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
