package org.livingevidence.citations.contribution;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationStore;
import org.livingevidence.citations.event.CitationSource;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.outbox.Change;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;

/// Writes citations that consist of other parts than before: their states, their parts, the names
/// that they had, and one event for each state that differs.
@Singleton
class GroupWriter {
  private final Outbox outbox;
  private final CitationStore citations;
  private final GroupStore groups;
  private final PartStore parts;
  private final MergeLog log;

  GroupWriter(
      Outbox outbox, CitationStore citations, GroupStore groups, PartStore parts, MergeLog log) {
    this.outbox = outbox;
    this.citations = citations;
    this.groups = groups;
    this.parts = parts;
    this.log = log;
  }

  /// Takes the locks of everything that changes, and writes it. The caller has the turn alone.
  ///
  /// @param touched the citations
  /// @param written the parts that are new, revised or moved
  /// @return the events
  List<EventId> write(
      Connection connection, List<Group> touched, Collection<Part> written, Lane lane)
      throws SQLException {
    Map<String, String> former = new TreeMap<>();
    touched.forEach(group -> group.absorbed().forEach(id -> former.put(id, group.id())));
    Set<String> ids = touched.stream().map(Group::id).collect(Collectors.toSet());
    ids.addAll(former.keySet());
    Map<String, LockedAggregate> locks = outbox.lockAll(CitationSource.TYPE, ids);
    List<SourceState.Present> states =
        citations.withMentions(touched.stream().map(GroupWriter::state).toList());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      JsonNode before = touched.get(i).stored();
      JsonNode after = StateJson.parse(states.get(i).json());
      if (!after.equals(before)) {
        List<String> paths = before == null ? List.of() : StateJson.changedPaths(before, after);
        changes.add(change(locks, states.get(i).id(), Kind.CHANGED, paths, lane));
      }
    }
    citations.write(connection, states);
    groups.keepPrincipals(connection, touched);
    parts.write(connection, written);
    for (String id : former.keySet()) {
      changes.add(change(locks, id, Kind.DELETED, List.of(), lane));
    }
    citations.delete(connection, former.keySet());
    log.renamed(connection, former);
    log.standAgain(connection, touched.stream().map(Group::id).toList());
    return changes.isEmpty() ? List.of() : outbox.append(changes);
  }

  /// Deletes citations that nobody describes any more; what only tells of them waits again.
  void delete(Connection connection, List<Group> groups, Lane lane) throws SQLException {
    if (groups.isEmpty()) {
      return;
    }
    List<String> ids = groups.stream().map(Group::id).toList();
    Map<String, LockedAggregate> locks = outbox.lockAll(CitationSource.TYPE, ids);
    citations.delete(connection, ids);
    parts.write(
        connection,
        groups.stream()
            .flatMap(group -> group.parts().stream())
            .map(part -> part.of(null))
            .toList());
    var unused =
        outbox.append(
            ids.stream().map(id -> change(locks, id, Kind.DELETED, List.of(), lane)).toList());
  }

  private static SourceState.Present state(Group group) {
    Citation merged = group.merged();
    return new SourceState.Present(
        group.id(), 0, null, StateJson.write(merged), group.hash(), merged);
  }

  private static Change change(
      Map<String, LockedAggregate> locks, String id, Kind kind, List<String> paths, Lane lane) {
    LockedAggregate lock = locks.get(id);
    if (lock == null) {
      throw new IllegalStateException("an aggregate of the chunk was not locked");
    }
    return new Change(lock, kind, paths, lane);
  }
}
