package org.livingevidence.citations.mention;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.OutboxConfig;

/// The dictionary of the conditions' names in memory, one for each generation of topics, and what
/// has been asked for of the names of what else citations are indexed with ([TermNames]).
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
  private final TermNames terms;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile MentionStore.@Nullable Edition newest;

  Mentions(
      DataSource dataSource, MentionStore store, MentionConfig config, OutboxConfig outboxConfig) {
    this.dataSource = dataSource;
    this.store = store;
    this.config = config;
    this.outboxConfig = outboxConfig;
    this.terms = new TermNames(store, config.keptTopics());
  }

  /// @param texts that are to be resolved
  /// @return the resolver that holds until the running transaction ends
  public MentionResolver current(Collection<MentionText> texts) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return of(connection, store.holdGeneration(connection), texts);
    }
  }

  /// @return a resolver that knows every topic of the generation, or more
  MentionResolver of(Connection connection, long generation, Collection<MentionText> texts)
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
        terms.covering(connection, generation, texts),
        config.most(),
        outboxConfig.eventBytes());
  }
}
