package org.livingevidence.citations.contribution;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.Merging;
import org.livingevidence.citations.duplicate.Comparison;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.duplicate.Verdict;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.source.SourceState;

/// What other sources say, on the way that NLM's records and curators' edits take. Where nobody
/// else says anything this costs a few look-ups by index for each chunk, and none for each record.
@Singleton
class CitationMerging implements Merging {
  private final GroupStore groups;
  private final PartStore parts;
  private final BeforeStore before;
  private final MergeLog log;

  CitationMerging(GroupStore groups, PartStore parts, BeforeStore before, MergeLog log) {
    this.groups = groups;
    this.parts = parts;
    this.before = before;
    this.log = log;
  }

  @Override
  public void turn(Connection connection, Turn turn) throws SQLException {
    groups.turn(connection, turn);
  }

  @Override
  public Map<String, String> former(Connection connection, List<SourceState.Present> states)
      throws SQLException {
    Map<Fingerprint, String> records = new LinkedHashMap<>();
    Set<String> named = new HashSet<>();
    for (SourceState.Present state : states) {
      records.put(((Citation) state.state()).fingerprint(), state.id());
      named.add(state.id());
    }
    Set<String> candidates = groups.unnumbered(connection, records.keySet());
    candidates.removeAll(named);
    if (candidates.isEmpty()) {
      return Map.of();
    }
    Set<String> all = new HashSet<>(candidates);
    all.addAll(named);
    Set<String> apart = log.apart(connection, all);
    List<MergeLog.Pair> alike = new ArrayList<>();
    Map<String, String> former = new HashMap<>();
    groups
        .read(connection, candidates)
        .forEach(
            (id, group) ->
                records.forEach(
                    (record, survivor) -> {
                      Verdict verdict = Comparison.of(group.fingerprint(), record);
                      if (apart.contains(id + " " + survivor)) {
                        return;
                      }
                      switch (verdict.kind()) {
                        case SAME -> former.putIfAbsent(id, survivor);
                        case AMBIGUOUS, LINKED ->
                            alike.add(new MergeLog.Pair(id, survivor, verdict));
                        case DIFFERENT -> {}
                      }
                    }));
    alike.removeIf(pair -> former.containsKey(pair.one()));
    log.alike(connection, alike);
    return former;
  }

  @Override
  public List<SourceState.Present> merge(
      Connection connection,
      List<SourceState.Present> states,
      Map<String, String> former,
      String who)
      throws SQLException {
    Set<String> ids = new HashSet<>(former.keySet());
    Set<String> pmids = new HashSet<>();
    Set<String> dois = new HashSet<>();
    for (SourceState.Present state : states) {
      ids.add(state.id());
      Citation.Identifiers own = ((Citation) state.state()).identifiers();
      if (own != null && own.pmid() != null) {
        pmids.add(own.pmid());
      }
      if (own != null && own.doi() != null) {
        dois.add(own.doi());
      }
    }
    Map<String, List<Part>> held = parts.of(connection, ids);
    List<Part> waiting = parts.waiting(connection, pmids, dois);
    if (held.isEmpty() && waiting.isEmpty() && former.isEmpty()) {
      return states;
    }
    Map<String, Group> absorbed = groups.read(connection, former.keySet());
    List<Group> changed = new ArrayList<>();
    List<MergeLog.Merge> merges = new ArrayList<>();
    List<SourceState.Present> merged = new ArrayList<>(states.size());
    for (SourceState.Present state : states) {
      Group group = new Group(state.id(), (Citation) state.state(), state.hash(), null);
      held.getOrDefault(state.id(), List.of()).forEach(group::holds);
      waiting.stream()
          .filter(part -> GroupStore.concerns(part, (Citation) state.state()))
          .forEach(
              part -> {
                group.put(part);
                merges.add(new MergeLog.Merge(state.id(), part.name(), null, "its paper came"));
              });
      former.forEach(
          (id, survivor) -> {
            Group other = absorbed.get(id);
            if (survivor.equals(state.id()) && other != null) {
              merges.addAll(
                  other.merges(
                      state.id(),
                      Comparison.of(other.fingerprint(), group.fingerprint()).reason()));
              group.absorb(other);
            }
          });
      if (group.parts().isEmpty()) {
        merged.add(state);
      } else {
        changed.add(group);
        merged.add(present(group, state.version(), state.revised()));
      }
    }
    keep(connection, changed);
    log.renamed(connection, former);
    log.merged(connection, merges, who);
    return merged;
  }

  @Override
  public List<SourceState.Present> remaining(Connection connection, Collection<String> ids)
      throws SQLException {
    Map<String, List<Part>> held = parts.of(connection, ids);
    List<Group> orphans = new ArrayList<>();
    held.forEach(
        (id, all) -> {
          if (all.stream().anyMatch(part -> !part.onlyNotices())) {
            Group group = new Group(id, null, "", null);
            all.forEach(group::holds);
            orphans.add(group);
          }
        });
    groups.keepPrincipals(connection, orphans);
    return orphans.stream().map(group -> present(group, 0, null)).toList();
  }

  @Override
  public void aboutToChange(Connection connection, Collection<String> ids, String importId)
      throws SQLException {
    before.keep(connection, importId, ids);
  }

  @Override
  public void withdrawn(Connection connection, String id) throws SQLException {
    parts.withdraw(connection, id);
  }

  private void keep(Connection connection, List<Group> changed) throws SQLException {
    groups.keepPrincipals(connection, changed);
    parts.write(connection, changed.stream().flatMap(group -> group.parts().stream()).toList());
  }

  private static SourceState.Present present(Group group, int version, @Nullable String revised) {
    Citation all = group.merged();
    return new SourceState.Present(
        group.id(), version, revised, StateJson.write(all), group.hash(), all);
  }
}
