package org.livingevidence.citations.topic.part;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.source.SourcePosition;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.part.Settling.Fate;
import org.livingevidence.citations.topic.part.Statement.Part;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;
import org.livingevidence.outbox.OutboxConfig;

/// Takes chunks of statements: keeps the highest of each source, and settles the topics that they
/// concern. What is no news touches nothing and emits nothing.
@Singleton
public class TopicParts {
  private static final String NO_RELEASE = "";

  private final DataSource dataSource;
  private final PartStore parts;
  private final Neighbours neighbours;
  private final Settling settling;
  private final OutboxConfig outboxConfig;

  TopicParts(
      DataSource dataSource,
      PartStore parts,
      Neighbours neighbours,
      Settling settling,
      OutboxConfig outboxConfig) {
    this.dataSource = dataSource;
    this.parts = parts;
    this.neighbours = neighbours;
    this.settling = settling;
    this.outboxConfig = outboxConfig;
  }

  /// What is known of a statement before its topics are settled: its outcome, or the topics whose
  /// fate will be its outcome.
  private record Pending(@Nullable Outcome outcome, Set<String> topics, @Nullable String id) {
    static Pending decided(OutcomeKind kind, String id, @Nullable String reason) {
      return new Pending(new Outcome(kind, id, reason), Set.of(), id);
    }
  }

  /// Applies one chunk in the running transaction.
  ///
  /// @return the outcome of each statement, in their order
  public List<Outcome> apply(List<? extends Statement> statements, ImportContext context)
      throws SQLException {
    String release = SourcePosition.release(context.fileName());
    try (Connection connection = dataSource.getConnection()) {
      parts.alone(connection);
      List<Pending> pending = new ArrayList<>();
      Chunk chunk = new Chunk(connection, release == null ? NO_RELEASE : release, statements);
      for (Statement statement : statements) {
        pending.add(
            switch (statement) {
              case Part part -> chunk.part(part);
              case Statement.TreeRow row -> chunk.row(row);
              case Statement.TreeEnd end -> chunk.end();
            });
      }
      Map<String, Fate> fates = chunk.settle();
      return pending.stream().map(one -> outcome(one, fates)).toList();
    }
  }

  private static Outcome outcome(Pending pending, Map<String, Fate> fates) {
    if (pending.outcome() != null) {
      return pending.outcome();
    }
    Fate fate = null;
    for (String topic : pending.topics()) {
      Fate its = fates.get(topic);
      fate = its == null ? fate : its;
    }
    OutcomeKind kind =
        fate == null
            ? OutcomeKind.UNCHANGED
            : switch (fate) {
              case CREATED -> OutcomeKind.CREATED;
              case UPDATED -> OutcomeKind.UPDATED;
              case DELETED -> OutcomeKind.DELETED;
            };
    String reason =
        fate != null
            ? null
            : pending.topics().isEmpty()
                ? "no topic has this name yet; it is kept until one has"
                : "it is kept, and adds nothing to what other sources say";
    return new Outcome(kind, pending.id(), reason);
  }

  /// One chunk, as it is worked through.
  private final class Chunk {
    private final Connection connection;
    private final String release;
    private final Map<String, Map<String, Held>> held;
    private final Map<String, PartStore.TreeHeld> trees;
    private final Map<String, Set<String>> owners;
    private final Map<String, Held> changed = new HashMap<>();
    private final Map<String, PartStore.TreeHeld> changedTrees = new HashMap<>();
    private final Set<String> uncurated = new TreeSet<>();
    private final Set<String> concerned = new TreeSet<>();

    Chunk(Connection connection, String release, List<? extends Statement> statements)
        throws SQLException {
      this.connection = connection;
      this.release = release;
      Set<String> ids = new TreeSet<>();
      Set<String> keys = new TreeSet<>();
      for (Statement statement : statements) {
        if (statement instanceof Part part) {
          ids.add(part.id());
        } else if (statement instanceof Statement.TreeRow row) {
          keys.add(MeshMerge.key(row.name()));
        }
      }
      held = ids.isEmpty() ? Map.of() : parts.read(connection, ids);
      trees = keys.isEmpty() ? Map.of() : parts.trees(connection, keys);
      owners = keys.isEmpty() ? Map.of() : neighbours.owners(connection, keys, false);
    }

    Pending part(Part part) {
      String json = StateJson.write(part.topic());
      if (json.getBytes(StandardCharsets.UTF_8).length > outboxConfig.eventBytes()) {
        return Pending.decided(
            OutcomeKind.REJECTED,
            part.id(),
            "the record is larger than the "
                + outboxConfig.eventBytes()
                + " bytes that an event may carry (living-evidence.outbox.event-bytes)");
      }
      SourcePosition position =
          SourcePosition.ofRecord(
              0, part.revised(), release.isEmpty() ? null : release, part.hash());
      String slot = part.id() + "\n" + part.source();
      Held before = changed.get(slot);
      if (before == null) {
        before = held.getOrDefault(part.id(), Map.of()).get(part.source());
      }
      Set<String> names = new TreeSet<>(before == null ? Set.of() : before.names());
      boolean newName = part.topic().name() != null && names.add(part.topic().name());
      if (before != null && position.compareTo(before.position()) <= 0) {
        if (newName) {
          changed.put(
              slot,
              new Held(
                  part.id(),
                  part.source(),
                  before.position(),
                  before.deletion(),
                  before.release(),
                  names,
                  before.topic()));
          concerned.add(part.id());
        }
        return before.position().content().equals(position.content())
            ? Pending.decided(OutcomeKind.UNCHANGED, part.id(), null)
            : Pending.decided(
                OutcomeKind.OLDER, part.id(), "a newer record of it was imported before");
      }
      String dated = part.revised() == null ? NO_RELEASE : part.revised().substring(0, 4);
      Held now =
          new Held(
              part.id(),
              part.source(),
              position,
              before == null ? null : before.deletion(),
              release.isEmpty() ? dated : release,
              names,
              part.topic());
      changed.put(slot, now);
      boolean sameContent =
          before != null && before.position().content().equals(position.content());
      if (part.source().equals(Part.RECORD) && !sameContent && now.counts()) {
        uncurated.add(part.id());
      }
      concerned.add(part.id());
      return now.counts()
          ? new Pending(null, Set.of(part.id()), part.id())
          : Pending.decided(OutcomeKind.OLDER, part.id(), "its deletion is newer");
    }

    Pending row(Statement.TreeRow row) {
      String key = MeshMerge.key(row.name());
      Topic content = Topic.of(row.name()).completed(row.numbers(), List.of(), false);
      String position = release + "/" + StateJson.hash(StateJson.write(content));
      PartStore.TreeHeld before = changedTrees.getOrDefault(key, trees.get(key));
      if (before != null && position.compareTo(before.position()) <= 0) {
        return Pending.decided(
            position.equals(before.position()) ? OutcomeKind.UNCHANGED : OutcomeKind.OLDER,
            row.name(),
            position.equals(before.position()) ? null : "a newer table was imported before");
      }
      changedTrees.put(key, new PartStore.TreeHeld(key, release, row.numbers(), position));
      Set<String> called = owners.getOrDefault(key, Set.of());
      concerned.addAll(called);
      return new Pending(null, called, row.name());
    }

    /// Only now a heading that the table does not name is known to have gone from it.
    Pending end() throws SQLException {
      if (!parts.endTree(connection, release)) {
        return Pending.decided(OutcomeKind.UNCHANGED, "table " + release, null);
      }
      Set<String> renamed = neighbours.renamedIn(connection, release);
      concerned.addAll(renamed);
      return new Pending(null, renamed, "table " + release);
    }

    Map<String, Fate> settle() throws SQLException {
      parts.write(connection, changed.values());
      parts.writeTrees(connection, changedTrees.values());
      if (!uncurated.isEmpty()) {
        parts.drop(connection, Part.CURATED, uncurated);
      }
      return settling.settle(connection, concerned);
    }
  }

  /// Takes turns with imports of topics until the transaction ends. Whoever edits a topic does so
  /// before locking it: what depends on it is locked too, in an order that imports do not share.
  public void takeTurn() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      parts.alone(connection);
    }
  }

  /// Notes, in the caller's transaction and under the topic's lock, what a person wrote: it holds
  /// until the topic's source sends another record. What depends on the topic follows at once.
  ///
  /// @param before what it was, null when it is new
  /// @param topic what it is, written already
  public void curated(String id, @Nullable JsonNode before, Topic topic) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      String name = topic.name();
      parts.write(
          connection,
          List.of(
              new Held(
                  id,
                  Part.CURATED,
                  new SourcePosition(""),
                  null,
                  NO_RELEASE,
                  name == null ? Set.of() : Set.of(name),
                  topic)));
      if ("mesh".equals(topic.scheme())) {
        settling.settleAfterEdit(connection, id, before, topic);
      }
    }
  }

  /// Notes, in the caller's transaction and under the topic's lock, that a person deleted it: its
  /// sources bring it back only by revising it. What depends on it follows at once.
  public void deletedByCurator(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Map<String, Held> all = parts.read(connection, List.of(id)).getOrDefault(id, Map.of());
      parts.write(
          connection,
          all.values().stream()
              .filter(part -> !part.source().equals(Part.CURATED))
              .map(Held::deletedByCurator)
              .toList());
      parts.drop(connection, Part.CURATED, List.of(id));
      if (!Settling.isMondo(id)) {
        settling.settleAfterEdit(connection, id, null, null);
      }
    }
  }
}
