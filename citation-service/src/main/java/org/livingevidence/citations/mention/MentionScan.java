package org.livingevidence.citations.mention;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
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
      SequencedMap<String, JsonNode> page = store.page(connection, progress.after(), config.step());
      Map<String, JsonNode> stale = resolved(connection, progress.generation(), page);
      if (!stale.isEmpty()) {
        settle(connection, progress.generation(), stale.keySet());
      }
      String last = page.isEmpty() ? progress.after() : page.sequencedKeySet().getLast();
      store.advance(connection, last, page.size() < config.step());
      return true;
    }
  }

  /// Decides again under the locks: an edit may have come between.
  private void settle(Connection connection, long generation, Collection<String> stale)
      throws SQLException {
    Map<String, LockedAggregate> locks = outbox.lockAll(CitationSource.TYPE, List.copyOf(stale));
    Map<String, JsonNode> states = new TreeMap<>(store.states(connection, stale));
    Map<String, JsonNode> written = resolved(connection, generation, states);
    written.keySet().removeIf(id -> !isThere(locks.get(id)));
    List<Change> changes = new ArrayList<>();
    for (String id : written.keySet()) {
      LockedAggregate lock = requireNonNull(locks.get(id));
      changes.add(new Change(lock, Kind.CHANGED, List.of("/" + FIELD), Lane.BULK));
    }
    if (!changes.isEmpty()) {
      store.write(connection, written);
      reading.written(connection, written);
      var unused = outbox.append(changes);
    }
  }

  private static boolean isThere(@Nullable LockedAggregate lock) {
    return lock != null && lock.exists();
  }

  /// @return those of the states that have other mentions than they should, with the right ones
  private Map<String, JsonNode> resolved(
      Connection connection, long generation, Map<String, JsonNode> states) throws SQLException {
    Map<String, MentionText> texts = new LinkedHashMap<>();
    states.forEach((id, state) -> texts.put(id, text(state)));
    MentionResolver resolver = mentions.of(connection, generation, texts.values());
    Map<String, JsonNode> resolved = new LinkedHashMap<>();
    texts.forEach(
        (id, text) -> {
          JsonNode state = requireNonNull(states.get(id));
          JsonNode after = with(state, resolver.of(text));
          if (after != null) {
            resolved.put(id, after);
          }
        });
    return resolved;
  }

  /// @return the state with these mentions, null when it has them already
  private static @Nullable JsonNode with(JsonNode state, List<TopicMention> found) {
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

  private static MentionText text(JsonNode state) {
    List<String> sections = new ArrayList<>();
    for (JsonNode section : state.path("abstract")) {
      sections.add(section.path("text").asText(""));
    }
    Set<String> terms = new HashSet<>();
    for (JsonNode heading : state.path("headings")) {
      addId(terms, heading);
    }
    boolean hasHeadings = !terms.isEmpty();
    state.path("substances").forEach(term -> addId(terms, term));
    state.path("supplementary").forEach(term -> addId(terms, term));
    return new MentionText(
        state.path("title").textValue(),
        sections,
        hasHeadings,
        terms,
        () -> StateJson.size(without(state)));
  }

  private static JsonNode without(JsonNode state) {
    ObjectNode bare = state.deepCopy();
    bare.remove(FIELD);
    return bare;
  }

  private static void addId(Set<String> terms, JsonNode term) {
    if (term.has("id")) {
      terms.add(term.path("id").asText());
    }
  }
}
