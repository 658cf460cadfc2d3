package org.livingevidence.citations.contribution;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.Merging.Turn;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;
import org.livingevidence.outbox.Lane;

/// Takes back what imports of citations changed, whatever their kind: principals become what they
/// were, parts what they were or nothing, and citations that the import's records absorbed stand by
/// themselves again. What came later stays: an import is taken back, not time.
@Singleton
public class ImportUndo {
  private static final String LATER =
      "a later import or a person has changed it since, or it is taken back already";

  private final DataSource dataSource;
  private final GroupStore groups;
  private final GroupWriter writer;
  private final BeforeStore before;
  private final DecisionStore decisions;

  ImportUndo(
      DataSource dataSource,
      GroupStore groups,
      GroupWriter writer,
      BeforeStore before,
      DecisionStore decisions) {
    this.dataSource = dataSource;
    this.groups = groups;
    this.writer = writer;
    this.before = before;
    this.decisions = decisions;
  }

  /// Takes back a chunk in the running transaction.
  ///
  /// @param aggregateIds citations that the import changed, by the ids that they had then
  /// @return the outcome of each, in their order
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) throws SQLException {
    String importId = undone.importId();
    try (Connection connection = dataSource.getConnection()) {
      groups.turn(connection, Turn.ALONE);
      Map<String, String> aliases = before.aliases(connection, aggregateIds);
      List<String> ids =
          aggregateIds.stream().map(id -> aliases.getOrDefault(id, id)).distinct().toList();
      Map<String, Group> standing = groups.read(connection, ids);
      Set<String> theirs = before.standing(connection, importId, ids);
      Map<String, BeforeStore.Principal> principals = before.principals(connection, importId, ids);
      Map<Part.Key, Part> parts = before.parts(connection, importId);
      Map<String, Outcome> outcomes = new HashMap<>();
      List<Group> written = new ArrayList<>();
      List<Group> emptied = new ArrayList<>();
      for (String id : ids) {
        Group group = standing.get(id);
        Group undoneGroup =
            undone(id, group, theirs.contains(id), principals.get(id), parts, importId);
        if (undoneGroup == null) {
          outcomes.put(id, new Outcome(OutcomeKind.OLDER, id, LATER));
          continue;
        }
        for (Group restored : parted(connection, undoneGroup, importId)) {
          written.add(restored);
        }
        if (undoneGroup.describesNothing()) {
          if (group != null) {
            emptied.add(undoneGroup);
          }
          outcomes.put(
              id, Outcome.of(group == null ? OutcomeKind.ABSENT : OutcomeKind.DELETED, id));
        } else {
          written.add(undoneGroup);
          outcomes.put(id, Outcome.of(OutcomeKind.UPDATED, id));
        }
      }
      write(connection, standing, written, emptied);
      before.rememberAsBefore(
          connection, importId, theirs.stream().filter(id -> outcomes.containsKey(id)).toList());
      before.forgetWaiting(connection, importId);
      return aggregateIds.stream()
          .map(id -> outcomes.getOrDefault(aliases.getOrDefault(id, id), absent(id)))
          .toList();
    }
  }

  private static Outcome absent(String id) {
    return Outcome.of(OutcomeKind.ABSENT, id);
  }

  /// @return the citation without what the import said; null where nothing of it is the import's
  private static @Nullable Group undone(
      String id,
      @Nullable Group standing,
      boolean principalIsTheirs,
      BeforeStore.@Nullable Principal principal,
      Map<Part.Key, Part> replaced,
      String importId) {
    boolean partsAreTheirs =
        standing != null
            && standing.parts().stream().anyMatch(part -> importId.equals(part.importId()));
    if (!principalIsTheirs && !partsAreTheirs) {
      return null;
    }
    Citation said = standing == null ? null : standing.principal();
    String hash = standing == null ? "" : standing.hash();
    if (principalIsTheirs) {
      said = principal == null ? null : principal.citation();
      hash = principal == null ? "" : principal.hash();
    }
    Group group = new Group(id, said, hash, standing == null ? null : standing.stored());
    if (standing != null) {
      for (Part part : standing.parts()) {
        Part kept = importId.equals(part.importId()) ? replaced.get(part.name()) : part;
        if (kept == null) {
          group.leaves(part);
        } else {
          group.put(kept);
        }
      }
    }
    return group;
  }

  /// Takes out of a citation the others that it absorbed because of the import.
  private List<Group> parted(Connection connection, Group group, String importId)
      throws SQLException {
    Map<String, List<DecisionStore.Merge>> former = new LinkedHashMap<>();
    for (DecisionStore.Merge merge : decisions.by(connection, group.id(), importId)) {
      if (merge.former() != null) {
        former.computeIfAbsent(merge.former(), id -> new ArrayList<>()).add(merge);
      }
    }
    List<Group> restored = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (Map.Entry<String, List<DecisionStore.Merge>> entry : former.entrySet()) {
      List<Part> leaving = new ArrayList<>();
      for (DecisionStore.Merge merge : entry.getValue()) {
        numbers.add(merge.number());
        group.parts().stream()
            .filter(part -> part.name().equals(new Part.Key(merge.source(), merge.key())))
            .forEach(leaving::add);
      }
      if (!leaving.isEmpty() && groups.read(connection, Set.of(entry.getKey())).isEmpty()) {
        restored.add(Decisions.restored(entry.getKey(), leaving));
        leaving.forEach(group::remove);
        groups.drop(connection, leaving);
      }
    }
    if (!numbers.isEmpty()) {
      decisions.undone(connection, numbers, importId);
    }
    return restored;
  }

  private void write(
      Connection connection, Map<String, Group> standing, List<Group> written, List<Group> emptied)
      throws SQLException {
    List<Part> parts = written.stream().flatMap(group -> group.parts().stream()).toList();
    List<Part> gone = new ArrayList<>();
    written.forEach(group -> gone.addAll(group.left()));
    emptied.forEach(group -> gone.addAll(group.left()));
    groups.forget(connection, gone);
    var unused = writer.write(connection, written, parts, Lane.BULK);
    writer.delete(connection, emptied, Lane.BULK);
  }
}
