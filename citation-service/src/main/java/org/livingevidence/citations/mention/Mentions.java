package org.livingevidence.citations.mention;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.OutboxConfig;

/// The dictionary of the conditions' names in memory, one for each generation of topics. The names
// of
/// what else citations are indexed with are read with the citations: they are ten times as many.
///
/// Whoever writes citations takes the resolver in the same transaction, after the citations' locks
/// and before nothing that may wait: a generation begins only between such transactions, and the
/// scan that it begins resolves again whatever they wrote with an older dictionary.
@Singleton
public class Mentions {
  private final DataSource dataSource;
  private final MentionStore store;
  private final MentionConfig config;
  private final OutboxConfig outboxConfig;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile MentionStore.@Nullable Edition newest;

  Mentions(
      DataSource dataSource, MentionStore store, MentionConfig config, OutboxConfig outboxConfig) {
    this.dataSource = dataSource;
    this.store = store;
    this.config = config;
    this.outboxConfig = outboxConfig;
  }

  /// @param terms what the citations to be resolved are indexed with
  /// @return the resolver that holds until the running transaction ends
  public MentionResolver current(Set<String> terms) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return of(connection, store.holdGeneration(connection), terms);
    }
  }

  /// @return a resolver that knows every topic of the generation, or more
  MentionResolver of(Connection connection, long generation, Set<String> terms)
      throws SQLException {
    MentionStore.Edition edition = newest;
    if (edition == null || edition.generation() < generation) {
      reading.lock();
      try {
        edition = newest;
        if (edition == null || edition.generation() < generation) {
          edition = store.read(connection);
          newest = edition;
        }
      } finally {
        reading.unlock();
      }
    }
    return new MentionResolver(
        edition.dictionary(),
        store.names(connection, terms),
        config.most(),
        outboxConfig.eventBytes());
  }
}
