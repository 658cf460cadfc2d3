package org.livingevidence.gateway.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/// Answers whether the gateway has applied a version of an aggregate, for readers that have just
/// written it. It asks the store, so that every replica answers alike, and asks again when the
/// projector committed.
@ApplicationScoped
public class AppliedVersions {
  /// How long a wait on a process that is not the projector goes without asking again, should
  /// nobody call [#recheck()].
  private static final long RECHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Set<String> TYPES = Set.of("topic", "citation", "drug");

  private final DataSource dataSource;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition applied = lock.newCondition();
  private long commits;

  /// @param dataSource the gateway's own database
  public AppliedVersions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// Waits until the aggregate is applied at or above the version, or the time is over. To be
  /// called on a virtual thread.
  ///
  /// @param type `topic`, `citation` or `drug`; any other is never applied
  /// @return whether it is applied
  public boolean await(String type, String subject, long version, Duration patience)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      long seen = commits();
      if (isApplied(type, subject, version)) {
        return true;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      lock.lock();
      try {
        if (commits == seen) {
          applied.awaitNanos(Math.min(left, RECHECK_NANOS));
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /// Makes those who wait ask again. The projector calls it after each commit; on other replicas
  /// whoever hears the notification does.
  public void recheck() {
    lock.lock();
    try {
      commits++;
      applied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long commits() {
    lock.lock();
    try {
      return commits;
    } finally {
      lock.unlock();
    }
  }

  private boolean isApplied(String type, String subject, long version) throws SQLException {
    if (!TYPES.contains(type)) {
      return false;
    }
    try (Connection connection = dataSource.getConnection()) {
      int generation = GenerationSchema.live(connection);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select version >= ? from g" + generation + "." + type + " where id = ?")) {
        statement.setLong(1, version);
        statement.setString(2, subject);
        try (ResultSet row = statement.executeQuery()) {
          return row.next() && row.getBoolean(1);
        }
      }
    } catch (SQLException e) {
      if (GenerationSchema.isGone(e)) {
        return false; // switched between the two reads: the next look finds the new generation
      }
      throw e;
    }
  }
}
