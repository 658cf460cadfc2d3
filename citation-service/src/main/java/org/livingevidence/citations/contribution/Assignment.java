package org.livingevidence.citations.contribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.duplicate.Comparison;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.duplicate.Verdict;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;

/// Decides to which citation each record of a chunk belongs. It only decides: what is known goes
/// in, and what is left to write comes out.
///
/// A record that came before stays where it is. A new one joins the citations that are the same
/// publication; when they are several, and are the same among themselves, they become one. What
/// is only alike is queued for a person, and the record stands by itself.
final class Assignment {
  private final Map<Part.Key, Part> known;
  private final Map<String, Group> groups;
  private final List<Part> waiting;
  private final Set<String> apart;
  private final String importId;
  private final Map<Part.Key, Part> unassigned = new LinkedHashMap<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final List<MergeLog.Merge> merges = new ArrayList<>();
  private final List<MergeLog.Pair> alike = new ArrayList<>();

  /// @param known the records of the chunk that came before
  /// @param groups the citations that any record of the chunk may be of, by id
  /// @param waiting parts that wait for citations with identifiers of the chunk
  /// @param apart pairs of ids that a person keeps apart
  Assignment(
      Map<Part.Key, Part> known,
      Map<String, Group> groups,
      List<Part> waiting,
      Set<String> apart,
      String importId) {
    this.known = new LinkedHashMap<>(known);
    this.groups = new LinkedHashMap<>(groups);
    this.waiting = new ArrayList<>(waiting);
    this.apart = apart;
    this.importId = importId;
  }

  /// @return what becomes of the next record of the chunk
  Outcome next(Contribution record) {
    String json = StateJson.write(record.citation());
    Part part =
        new Part(
            record.source(),
            record.key(),
            null,
            false,
            record.revised(),
            record.citation(),
            StateJson.hash(json),
            importId,
            Long.MAX_VALUE);
    Part before = known.get(part.name());
    if (before != null) {
      Outcome standing = standing(before, part);
      if (standing != null) {
        return standing;
      }
    }
    known.put(part.name(), part);
    return part.onlyNotices() ? notices(part) : placed(part);
  }

  /// @return what becomes of a record that came before; null when it has to be placed
  private @Nullable Outcome standing(Part before, Part part) {
    Group group = group(before);
    String id = group == null ? null : group.id();
    if (before.hash().equals(part.hash()) && (group != null || before.withdrawn())) {
      return new Outcome(
          OutcomeKind.UNCHANGED, id, before.withdrawn() ? "a curator deleted it" : null);
    }
    if (before.revised() != null
        && part.revised() != null
        && part.revised().compareTo(before.revised()) < 0) {
      return new Outcome(OutcomeKind.OLDER, id, "a newer record of it was imported before");
    }
    if (group == null) {
      return null;
    }
    group.put(part);
    known.put(part.name(), part.of(group.id()));
    return Outcome.of(OutcomeKind.UPDATED, strengthened(group).id());
  }

  private @Nullable Group group(Part part) {
    for (Group group : groups.values()) {
      if (group.parts().stream().anyMatch(held -> held.name().equals(part.name()))) {
        return group;
      }
    }
    return null;
  }

  /// What is said of a paper goes to the citation that bears its identifier, and waits for it.
  private Outcome notices(Part part) {
    for (Group group : List.copyOf(groups.values())) {
      if (GroupStore.concerns(part, group.merged())) {
        join(group, part, "names it by its identifier");
        return Outcome.of(OutcomeKind.UPDATED, group.id());
      }
    }
    unassigned.put(part.name(), part);
    return new Outcome(
        OutcomeKind.UNCHANGED, null, "it is kept until the paper that it speaks of is imported");
  }

  private Outcome placed(Part part) {
    Fingerprint record = part.citation().fingerprint();
    List<Group> same = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    Map<Group, Verdict> close = new LinkedHashMap<>();
    for (Group group : groups.values()) {
      if (!record.meets(group.fingerprint())) {
        continue;
      }
      Verdict verdict = Comparison.of(group.fingerprint(), record);
      switch (verdict.kind()) {
        case SAME -> {
          same.add(group);
          reasons.add(verdict.reason());
        }
        case AMBIGUOUS, LINKED -> close.put(group, verdict);
        case DIFFERENT -> {}
      }
    }
    if (same.isEmpty()) {
      return made(part, close);
    }
    Group best = same.getFirst();
    for (int i = 1; i < same.size(); i++) {
      best = union(best, same.get(i));
    }
    join(best, part, reasons.getFirst());
    Group strong = strengthened(best);
    close.forEach(
        (group, verdict) -> alike.add(new MergeLog.Pair(group.id(), strong.id(), verdict)));
    return Outcome.of(OutcomeKind.UPDATED, strong.id());
  }

  private void join(Group group, Part part, String reason) {
    group.put(part);
    merges.add(new MergeLog.Merge(group.id(), part.name(), null, reason));
  }

  /// Two citations that one record is the same as become one, unless they are not the same
  /// themselves, or a person keeps them apart.
  private Group union(Group one, Group other) {
    Verdict verdict = Comparison.of(one.fingerprint(), other.fingerprint());
    boolean keptApart = apart.contains(one.id() + " " + other.id());
    if (keptApart || verdict.kind() != Verdict.Kind.SAME) {
      if (!keptApart) {
        alike.add(
            new MergeLog.Pair(
                one.id(),
                other.id(),
                new Verdict(Verdict.Kind.AMBIGUOUS, "one record is the same as both")));
      }
      return one;
    }
    boolean otherIsStronger = rank(other.id()) < rank(one.id());
    Group survivor = otherIsStronger ? other : one;
    Group absorbed = otherIsStronger ? one : other;
    merges.addAll(absorbed.merges(survivor.id(), verdict.reason()));
    survivor.absorb(absorbed);
    groups.remove(absorbed.id());
    return survivor;
  }

  private Outcome made(Part part, Map<Group, Verdict> close) {
    String id = part.key();
    if (groups.containsKey(id)) {
      id = "hash:" + StateJson.hash(part.source() + "\n" + part.key() + "\n" + part.hash());
    }
    Group group = new Group(id, null, "", null);
    group.put(part);
    for (Part one : List.copyOf(waiting)) {
      if (GroupStore.concerns(one, part.citation())) {
        waiting.remove(one);
        join(group, one, "its paper came");
      }
    }
    groups.put(id, group);
    String made = id;
    close.forEach((other, verdict) -> alike.add(new MergeLog.Pair(other.id(), made, verdict)));
    return Outcome.of(OutcomeKind.CREATED, id);
  }

  /// A citation that learns of a stronger identifier is named by it from now on, so that its name
  /// does not depend on which record came first.
  private Group strengthened(Group group) {
    Citation merged = group.merged();
    String strongest = GroupStore.strongest(merged);
    if (strongest == null || rank(strongest) >= rank(group.id()) || groups.containsKey(strongest)) {
      return group;
    }
    Group stronger = new Group(strongest, null, "", null);
    stronger.absorb(group);
    groups.remove(group.id());
    groups.put(strongest, stronger);
    renamed.put(group.id(), strongest);
    return stronger;
  }

  private static int rank(String id) {
    return switch (id.substring(0, Math.max(0, id.indexOf(':')))) {
      case "pmid" -> 0;
      case "doi" -> 1;
      case "pmcid" -> 2;
      default -> 3;
    };
  }

  /// @return the citations that have to be written
  List<Group> touched() {
    return groups.values().stream().filter(Group::touched).toList();
  }

  /// @return the parts that have to be written
  List<Part> parts() {
    List<Part> all = new ArrayList<>(unassigned.values());
    touched().forEach(group -> all.addAll(group.parts()));
    return all;
  }

  /// @return what joined what, under the names that the citations have when the chunk is written
  List<MergeLog.Merge> merges() {
    Map<String, String> names = new HashMap<>();
    groups.values().forEach(group -> group.absorbed().forEach(id -> names.put(id, group.id())));
    names.putAll(renamed);
    return merges.stream()
        .map(
            merge ->
                new MergeLog.Merge(
                    last(names, merge.survivor()), merge.name(), merge.former(), merge.reason()))
        .toList();
  }

  private static String last(Map<String, String> names, String id) {
    String name = id;
    for (int steps = 0; steps <= names.size() && names.containsKey(name); steps++) {
      name = names.getOrDefault(name, name);
    }
    return name;
  }

  /// @return pairs of citations that are alike and both exist when the chunk is written
  List<MergeLog.Pair> alike() {
    return alike.stream()
        .filter(pair -> groups.containsKey(pair.one()) && groups.containsKey(pair.other()))
        .filter(pair -> !pair.one().equals(pair.other()))
        .toList();
  }
}
