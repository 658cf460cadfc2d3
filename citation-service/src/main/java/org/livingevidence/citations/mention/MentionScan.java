package org.livingevidence.citations.mention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.CitationSource;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.reading.ReadingEntries;
import org.livingevidence.outbox.Change;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;

/// Resolves citations again after topics have changed: a walk over the keys in bounded steps, each
/// one transaction that ends with the place where the next goes on, whoever takes it. Only what
/// changes gets a new version.
@ApplicationScoped
class MentionScan {
  private static final String FIELD = "mentions";

  private final DataSource dataSource;
  private final MentionStore store;
  private final Mentions mentions;
  private final MentionConfig config;
  private final ReadingEntries reading;
  private final Outbox outbox;

  MentionScan(
      DataSource dataSource,
      MentionStore store,
      Mentions mentions,
      MentionConfig config,
      ReadingEntries reading,
      Outbox outbox) {
    this.dataSource = dataSource;
    this.store = store;
    this.mentions = mentions;
    this.config = config;
    this.reading = reading;
    this.outbox = outbox;
  }

  /// Takes one step.
  ///
  /// @return whether the next can follow at once; otherwise there is nothing to do now, or another
  ///     process does it
  /// @throws org.livingevidence.outbox.BacklogFullException while the events of former steps wait
  @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
  boolean step() throws SQLException {
    outbox.requireCapacity(Lane.BULK);
    try (Connection connection = dataSource.getConnection()) {
      if (!store.tryToBeTheOne(connection)) {
        return false;
      }
      if (store.isDue(connection, config.settle(), config.patience())) {
        store.begin(connection);
        return true;
      }
      MentionStore.Progress progress = store.progress(connection);
      if (progress.done()) {
        return false;
      }
      MentionResolver resolver = mentions.of(connection, progress.generation());
      Map<String, @Nullable JsonNode> page =
          store.page(connection, progress.after(), config.step());
      List<String> stale = new ArrayList<>();
      String last = progress.after();
      for (Map.Entry<String, @Nullable JsonNode> entry : page.entrySet()) {
        last = entry.getKey();
        JsonNode state = entry.getValue();
        if (state != null && resolved(resolver, state) != null) {
          stale.add(last);
        }
      }
      if (!stale.isEmpty()) {
        settle(connection, resolver, stale);
      }
      store.advance(connection, last, page.size() < config.step());
      return true;
    }
  }

  /// Decides again under the locks: an edit may have come between.
  private void settle(Connection connection, MentionResolver resolver, List<String> stale)
      throws SQLException {
    Map<String, LockedAggregate> locks = outbox.lockAll(CitationSource.TYPE, stale);
    Map<String, JsonNode> written = new LinkedHashMap<>();
    List<Change> changes = new ArrayList<>();
    for (var entry : new TreeMap<>(store.states(connection, stale)).entrySet()) {
      JsonNode after = resolved(resolver, entry.getValue());
      LockedAggregate lock = locks.get(entry.getKey());
      if (after != null && lock != null && lock.exists()) {
        written.put(entry.getKey(), after);
        changes.add(new Change(lock, Kind.CHANGED, List.of("/" + FIELD), Lane.BULK));
      }
    }
    if (!changes.isEmpty()) {
      store.write(connection, written);
      reading.written(connection, written);
      var unused = outbox.append(changes);
    }
  }

  /// @return the state with other mentions than it has, null when they are right
  static @Nullable JsonNode resolved(MentionResolver resolver, JsonNode state) {
    List<TopicMention> found = List.of();
    if (!hasHeadingId(state)) {
      List<String> sections = new ArrayList<>();
      for (JsonNode section : state.path("abstract")) {
        sections.add(section.path("text").asText(""));
      }
      found = resolver.of(state.path("title").textValue(), sections);
    }
    JsonNode wanted = StateJson.tree(found);
    JsonNode standing = state.path(FIELD);
    if (found.isEmpty() ? standing.isMissingNode() : wanted.equals(standing)) {
      return null;
    }
    ObjectNode after = state.deepCopy();
    if (found.isEmpty()) {
      after.remove(FIELD);
    } else {
      after.set(FIELD, wanted);
    }
    return after;
  }

  private static boolean hasHeadingId(JsonNode state) {
    for (JsonNode heading : state.path("headings")) {
      if (heading.has("id")) {
        return true;
      }
    }
    return false;
  }
}
