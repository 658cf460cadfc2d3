package org.livingevidence.citations.mention;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.livingevidence.terminology.Dictionary;

/// The names of what citations are indexed with, in memory. What an import asks for once it asks
/// for
/// again and again: a dictionary of everything asked for so far serves all texts whose terms it
/// covers, and only for the others one is made of their terms alone. The kept one is made anew when
/// what is missing has become a third of it, so that a name is read and cut into words a few times
/// and not with every citation.
///
/// Exact all the same: a text is searched in a dictionary that has every name of its terms, and a
/// longer name of something else hides none of them.
final class TermNames {
  private static final int GROWTH = 3;

  private final MentionStore store;
  private final int most;
  private final ReentrantLock growing = new ReentrantLock();
  private final Set<String> missing = new HashSet<>();
  private volatile Names kept = new Names(-1, Set.of(), Dictionary.builder().build());

  /// @param most of how many topics the names are kept
  TermNames(MentionStore store, int most) {
    this.store = store;
    this.most = most;
  }

  /// The names of these topics, those that are unknown included: they have none.
  ///
  /// @param generation that the names are at least of
  record Names(long generation, Set<String> topics, Dictionary dictionary) {
    boolean cover(MentionText text) {
      return topics.containsAll(text.terms());
    }
  }

  /// @return a dictionary that covers some of the texts, and one for the others
  Covering covering(Connection connection, long generation, Collection<MentionText> texts)
      throws SQLException {
    Names names = kept;
    if (names.generation() < generation) {
      names = new Names(generation, Set.of(), Dictionary.builder().build());
    }
    Set<String> uncovered = new HashSet<>();
    for (MentionText text : texts) {
      if (!names.cover(text)) {
        uncovered.addAll(text.terms());
      }
    }
    return new Covering(grown(connection, names, uncovered), store.names(connection, uncovered));
  }

  /// @param kept for the texts that it covers
  /// @param rest for all others
  record Covering(Names kept, Dictionary rest) {
    Dictionary of(MentionText text) {
      return kept.cover(text) ? kept.dictionary() : rest;
    }
  }

  private Names grown(Connection connection, Names names, Set<String> asked) throws SQLException {
    if (asked.isEmpty() || !growing.tryLock()) {
      return names;
    }
    try {
      if (kept.generation() > names.generation()) {
        return names;
      }
      if (kept.generation() < names.generation()) {
        missing.clear();
      }
      asked.stream().filter(topic -> !names.topics().contains(topic)).forEach(missing::add);
      if (missing.size() * GROWTH < names.topics().size()) {
        return names;
      }
      Set<String> topics = new HashSet<>(missing);
      if (topics.size() + names.topics().size() <= most) {
        topics.addAll(names.topics());
      }
      missing.clear();
      if (topics.size() > most) {
        return names;
      }
      Names larger = new Names(names.generation(), topics, store.names(connection, topics));
      kept = larger;
      return larger;
    } finally {
      growing.unlock();
    }
  }
}
