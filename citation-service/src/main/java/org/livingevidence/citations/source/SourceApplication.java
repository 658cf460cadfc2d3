package org.livingevidence.citations.source;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.Outcome;
import org.livingevidence.outbox.Change;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;
import org.livingevidence.outbox.OutboxConfig;

/// Applies chunks of source records: locks their aggregates in the order of their ids, decides
/// ([SourceChunk]), writes what differs, and appends one event for each state that differs. What
/// is the same touches no state and emits nothing.
@Singleton
public class SourceApplication {
  private final DataSource dataSource;
  private final Outbox outbox;
  private final OutboxConfig outboxConfig;
  private final SourceStore sources;

  SourceApplication(
      DataSource dataSource, Outbox outbox, OutboxConfig outboxConfig, SourceStore sources) {
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.outboxConfig = outboxConfig;
    this.sources = sources;
  }

  /// Applies one chunk in the running transaction.
  ///
  /// @param store where the states lie
  /// @param records in the order of the file
  /// @return the outcome of each, in their order
  public List<Outcome> apply(
      StateStore store, List<? extends SourceState> records, ImportContext context)
      throws SQLException {
    List<SourceState> takeable =
        records.stream().filter(record -> !tooLarge(record)).<SourceState>map(r -> r).toList();
    List<String> ids = takeable.stream().map(SourceState::id).distinct().toList();
    try (Connection connection = dataSource.getConnection()) {
      store.enter(connection);
      Map<String, String> former = store.former(connection, newest(takeable));
      Map<String, LockedAggregate> locks =
          outbox.lockAll(
              store.type(), Stream.concat(ids.stream(), former.keySet().stream()).toList());
      String document = context.fileName() == null ? context.importId() : context.fileName();
      SourceChunk chunk =
          new SourceChunk(
              sources.read(connection, store.type(), ids),
              store.hashes(connection, ids),
              takeable,
              SourcePosition.release(context.fileName()),
              document.replace('\n', ' '));
      List<Outcome> outcomes = new ArrayList<>(records.size());
      for (SourceState record : records) {
        outcomes.add(tooLarge(record) ? refusal(record) : chunk.next(record));
      }
      settle(connection, store, chunk, locks, former, context.importId());
      return outcomes;
    }
  }

  private void settle(
      Connection connection,
      StateStore store,
      SourceChunk chunk,
      Map<String, LockedAggregate> locks,
      Map<String, String> former,
      String who)
      throws SQLException {
    List<Change> changes = new ArrayList<>();
    List<SourceState.Present> written = chunk.written();
    Map<String, String> absorbed = new TreeMap<>(former);
    List<Remembered> remembered = chunk.remembered();
    if (!remembered.isEmpty()) {
      store.aboutToChange(connection, remembered.stream().map(Remembered::id).toList(), who);
    }
    absorbed.values().retainAll(written.stream().map(SourceState::id).toList());
    if (!written.isEmpty()) {
      List<String> existing =
          written.stream().map(SourceState::id).filter(id -> exists(locks.get(id))).toList();
      Map<String, JsonNode> before =
          existing.isEmpty() ? Map.of() : store.states(connection, existing);
      List<SourceState.Present> complete = store.complete(connection, written, absorbed, who);
      store.write(connection, complete);
      SourceChunk.paths(before, complete)
          .forEach((id, paths) -> add(changes, locks.get(id), Kind.CHANGED, paths));
    }
    List<String> deleted = new ArrayList<>(chunk.deleted());
    if (!deleted.isEmpty()) {
      List<SourceState.Present> remaining = store.remaining(connection, deleted);
      if (!remaining.isEmpty()) {
        store.write(connection, remaining);
        remaining.forEach(state -> add(changes, locks.get(state.id()), Kind.CHANGED, List.of()));
        deleted.removeAll(remaining.stream().map(SourceState::id).toList());
      }
    }
    deleted.addAll(absorbed.keySet());
    if (!deleted.isEmpty()) {
      store.delete(connection, deleted);
      deleted.forEach(id -> add(changes, locks.get(id), Kind.DELETED, List.of()));
    }
    if (!remembered.isEmpty()) {
      sources.write(connection, store.type(), remembered, who);
    }
    if (!changes.isEmpty()) {
      var unused = outbox.append(changes);
    }
  }

  /// @return the last record of each id: only that can be the one that stands
  private static List<SourceState.Present> newest(List<SourceState> records) {
    Map<String, SourceState.Present> last = new LinkedHashMap<>();
    for (SourceState record : records) {
      if (record instanceof SourceState.Present present) {
        last.put(present.id(), present);
      }
    }
    return List.copyOf(last.values());
  }

  private static void add(
      List<Change> changes, @Nullable LockedAggregate lock, Kind kind, List<String> paths) {
    if (lock == null) {
      throw new IllegalStateException("an aggregate of the chunk was not locked");
    }
    changes.add(new Change(lock, kind, paths, Lane.BULK));
  }

  private static boolean exists(@Nullable LockedAggregate lock) {
    return lock != null && lock.exists();
  }

  private boolean tooLarge(SourceState record) {
    return record instanceof SourceState.Present present
        && present.json().length() > outboxConfig.eventBytes() / 3
        && present.json().getBytes(StandardCharsets.UTF_8).length > outboxConfig.eventBytes();
  }

  private Outcome refusal(SourceState record) {
    return Outcome.rejected(
        record.id(),
        "the record is larger than the "
            + outboxConfig.eventBytes()
            + " bytes that an event may carry (living-evidence.outbox.event-bytes)");
  }
}
